package org.maplebridge.server.dossier;

/**
 * How recordings are kept.
 *
 * @param leastFreeMegabytes with less free space than this no new recording starts
 * @param composers viewing copies made at the same time; each takes about one core
 */
public record RecordingConfig(int leastFreeMegabytes, int composers) {

  public RecordingConfig {
    if (leastFreeMegabytes < 0 || composers < 1) {
      throw new IllegalArgumentException("at least 0 megabytes and 1 composer");
    }
  }

  public static RecordingConfig defaults() {
    return new RecordingConfig(1_024, 1);
  }
}
