package org.maplebridge.bench.rehearse;

import java.util.List;
import java.util.Locale;

/** The kinds of sitting that can be rehearsed, each played by one class. */
enum RehearsalKind {
  MEDIATION,
  CONSULTATION,
  HEARING,
  EXPERT,
  LECTURE;

  Rehearsal in(Setting setting) {
    return switch (this) {
      case MEDIATION -> new MediationRehearsal(setting);
      case CONSULTATION -> new ConsultationRehearsal(setting);
      case HEARING -> new HearingRehearsal(setting);
      case EXPERT -> new ExpertRehearsal(setting);
      case LECTURE -> new LectureRehearsal(setting);
    };
  }

  /** What the server is set to, so that the rehearsal takes its time and not the people's. */
  List<String> settings() {
    return this == EXPERT ? List.of("--set", "experts.ring=" + ExpertRehearsal.RING) : List.of();
  }

  /** As given to {@code --kind} and told in the report. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
