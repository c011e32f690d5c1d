package org.maplebridge.recording.api;

import java.util.concurrent.CompletionStage;

/** A recording that runs. Any thread; no call blocks. */
public interface LiveRecording {

  String recordingId();

  /** Puts an event on the time line and into the ledger. Ignored after the stop. */
  void note(TimelineEvent event);

  /**
   * Stops for the time being, on a ground in law, which the ledger names; {@link Recorder#start}
   * resumes.
   *
   * @param ground stable word: {@code recess}, {@code closed-evidence}, {@code mediation}, {@code
   *     caucus}
   * @return completes when every file is complete and on disk
   */
  CompletionStage<Void> pause(String ground);

  /**
   * Stops. Idempotent.
   *
   * @param reason stable word such as {@code host-stopped}, {@code consent-withdrawn}
   * @return completes when every file is complete and on disk
   */
  CompletionStage<Void> stop(String reason);
}
