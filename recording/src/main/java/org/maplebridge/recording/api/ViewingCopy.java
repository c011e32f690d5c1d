package org.maplebridge.recording.api;

import java.nio.file.Path;
import java.util.List;

/**
 * The composed MP4 for people to watch; its time line is that of the recording.
 *
 * @param sha256 of the file, lower-case hex
 * @param chapters number of chapters in the file
 * @param speech who spoke when, for the playback page
 */
public record ViewingCopy(
    String recordingId,
    Path file,
    double seconds,
    long bytes,
    String sha256,
    int chapters,
    List<Speech> speech) {

  public ViewingCopy {
    speech = List.copyOf(speech);
  }

  /** Somebody's voice was heard, in seconds of the time line. */
  public record Speech(String participantId, double fromSeconds, double toSeconds) {}
}
