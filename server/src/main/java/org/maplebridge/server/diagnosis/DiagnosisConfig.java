package org.maplebridge.server.diagnosis;

/**
 * What may be looked at.
 *
 * @param capture whether packet headers of a connection may be captured; off unless somebody looks
 *     for a fault
 */
public record DiagnosisConfig(boolean capture) {

  public static DiagnosisConfig defaults() {
    return new DiagnosisConfig(false);
  }
}
