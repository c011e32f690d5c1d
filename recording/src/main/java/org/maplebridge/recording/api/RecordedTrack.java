package org.maplebridge.recording.api;

import java.time.Instant;
import java.util.List;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceKind;

/**
 * One file of one source. Its media time stamps count from the start of the recording's time line.
 *
 * @param file relative to the recording's folder, with {@code /}
 * @param startedAt instant of its first frame
 * @param startSeconds the same on the time line
 * @param seconds from its first frame to the end of its last
 * @param bytes size of the file
 * @param sha256 of the whole file, lower-case hex
 * @param frames frames written
 * @param packetsLost packets that never came
 */
public record RecordedTrack(
    String file,
    String sourceId,
    String participantId,
    SourceKind kind,
    Codec codec,
    Instant startedAt,
    double startSeconds,
    double seconds,
    long bytes,
    String sha256,
    long frames,
    long packetsLost,
    List<Gap> gaps) {

  public RecordedTrack {
    gaps = List.copyOf(gaps);
  }
}
