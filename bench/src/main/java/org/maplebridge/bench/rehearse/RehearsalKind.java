package org.maplebridge.bench.rehearse;

import java.util.Locale;

/** The kinds of sitting that can be rehearsed, each played by one class. */
enum RehearsalKind {
  MEDIATION,
  CONSULTATION;

  Rehearsal in(Setting setting) {
    return switch (this) {
      case MEDIATION -> new MediationRehearsal(setting);
      case CONSULTATION -> new ConsultationRehearsal(setting);
    };
  }

  /** As given to {@code --kind} and told in the report. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
