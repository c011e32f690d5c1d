package org.maplebridge.server.dossier;

/**
 * How recordings are kept.
 *
 * @param leastFreeMegabytes with less free space than this no new recording starts
 * @param composers viewing copies made at the same time; each takes about one core
 * @param seal how recordings are signed and stamped
 */
public record RecordingConfig(int leastFreeMegabytes, int composers, SealConfig seal) {

  public RecordingConfig {
    if (leastFreeMegabytes < 0 || composers < 1) {
      throw new IllegalArgumentException("at least 0 megabytes and 1 composer");
    }
  }

  public static RecordingConfig defaults() {
    return new RecordingConfig(1_024, 1, SealConfig.defaults());
  }
}
