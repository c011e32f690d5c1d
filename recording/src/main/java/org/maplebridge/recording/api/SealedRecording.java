package org.maplebridge.recording.api;

import java.time.Instant;
import java.util.List;

/**
 * What a seal says.
 *
 * @param startedAt the start of the time line all tracks are tied to
 * @param endedAt the last instant recorded
 * @param seconds from start to end, gaps included
 * @param interrupted whether the recorder was cut off once or more
 * @param tracks one per source and uninterrupted run, in order of their start
 * @param gaps times without any recording
 * @param manifestSha256 lower-case hex, the value parties are shown
 * @param manifestSm3 the same by the national standard
 */
public record SealedRecording(
    RecordingOrder order,
    Instant startedAt,
    Instant endedAt,
    double seconds,
    boolean interrupted,
    List<RecordedTrack> tracks,
    List<Gap> gaps,
    String manifestSha256,
    String manifestSm3) {

  public SealedRecording {
    tracks = List.copyOf(tracks);
    gaps = List.copyOf(gaps);
  }
}
