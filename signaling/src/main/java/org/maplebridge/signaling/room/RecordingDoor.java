package org.maplebridge.signaling.room;

import java.util.concurrent.CompletionStage;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.signaling.sitting.Sitting;

/** How a room has itself recorded. Implemented above, where the recorder is known. Any thread. */
public interface RecordingDoor {

  /**
   * Starts, or after a restart continues, the recording of a sitting in a room.
   *
   * @param watch told how it fares
   * @return completes when the recorder is subscribed; fails when it cannot record (disk low)
   */
  CompletionStage<Void> start(Sitting sitting, BridgeRoom room, Watch watch);

  /** Told how a running recording fares. Any thread. */
  @FunctionalInterface
  interface Watch {
    /** Data was lost or the recorder stopped by itself; told a sentence within 3 s. */
    void onFault(String sentence);

    /** What was told is over, and the same recording goes on. */
    default void onRecovered() {}
  }

  /**
   * Puts an event on the recording's time line (joined, left, consent given).
   *
   * @param what stable word such as {@code participant-joined}
   */
  void note(String sittingId, String what, String participantId);

  /**
   * Stops; files are complete when the stage completes.
   *
   * @param reason stable word such as {@code host-stopped}, {@code consent-withdrawn}
   */
  CompletionStage<Void> stop(String sittingId, String reason);

  /**
   * Stops for the time being; {@link #start} resumes.
   *
   * @param ground the ground in law, a stable word such as {@code recess}
   */
  CompletionStage<Void> pause(String sittingId, String ground);

  /** The sitting is over: seal the recording and queue its viewing copy. */
  CompletionStage<Void> finish(String sittingId);
}
