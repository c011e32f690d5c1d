package org.maplebridge.recording.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.BridgeRoom;

/**
 * All recordings of one root folder, each in a folder named by its id. Methods block on disk and
 * throw {@link RecordingException}.
 */
public interface Recorder extends AutoCloseable {

  /**
   * Subscribes to a room and records every source of it until {@link LiveRecording#stop}. A
   * recording of the same id that was stopped or interrupted is continued: new track files, the
   * same ledger, and the time between is written down as a gap.
   *
   * @throws RecordingException {@code recording.running}, {@code recording.sealed}, {@code
   *     recording.disk-low}, {@code recording.disk}
   */
  LiveRecording start(RecordingOrder order, BridgeRoom room, RecordingListener listener);

  /** Ids of all recordings on disk, in whatever state. */
  List<String> all();

  /** Recordings on disk that are neither running nor sealed, for the start of the server. */
  List<UnfinishedRecording> unfinished();

  /**
   * Closes a recording for good: what an interruption left is marked, manifest and signature are
   * written, all files become read-only. A running one is stopped first. Sealing twice gives the
   * same answer.
   *
   * @throws RecordingException {@code recording.unknown}, {@code recording.disk}
   */
  SealedRecording seal(String recordingId);

  /** What the seal of a recording says, if it is sealed. */
  Optional<SealedRecording> sealed(String recordingId);

  /**
   * Whether every file of a sealed recording is there with the size it was sealed with. A quick
   * look: {@link #verify} says whether it is the same.
   */
  boolean hasSealedSizes(String recordingId);

  /** Whether the seal of a recording promises a time stamp that the authority has not given yet. */
  boolean awaitsTimeStamp(String recordingId);

  /**
   * Queues the making of the viewing copy of a sealed recording; an unfinished earlier try is
   * redone, a finished copy is reported at once.
   */
  void compose(String recordingId, RecordingListener listener);

  /**
   * Queues the viewing copy to be made once more from the originals. The same originals give the
   * same bytes; until it is ready the old copy stays.
   */
  void recompose(String recordingId, RecordingListener listener);

  /** Sealed recordings without a viewing copy, to be queued again at the start of the server. */
  List<String> uncomposed();

  /** The viewing copy, once it is made. */
  Optional<ViewingCopy> viewingCopy(String recordingId);

  /**
   * One participant's microphone and camera as a file that a browser plays, on the time line of the
   * viewing copy; empty where they sent nothing. Made from the originals when first asked for.
   *
   * @throws RecordingException {@code recording.unknown}, {@code recording.disk}
   */
  Optional<Path> participantView(String recordingId, String participantId);

  /**
   * Verifies a recording's folder from nothing but the folder.
   *
   * @throws RecordingException {@code recording.unknown}
   */
  Verification verify(String recordingId);

  /**
   * The folder of a recording, which need not exist.
   *
   * @throws RecordingException {@code recording.bad-id} when the id could leave the root folder
   */
  Path folder(String recordingId);

  /** Stops what runs (it can be continued), gives up compositions in progress. */
  @Override
  void close();
}
