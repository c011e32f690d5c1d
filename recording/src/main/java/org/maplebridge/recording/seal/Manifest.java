package org.maplebridge.recording.seal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.TimelineEvent;

/**
 * The signed statement of what a recording holds.
 *
 * @param format version of this layout
 * @param files every file of the folder but the manifest, its signature, the key and the viewing
 *     copy
 * @param ledgerLines number of lines of the ledger
 * @param ledgerHead hash of its last line
 * @param timeStampAuthority address of the authority that was asked for a time stamp; where there
 *     is one, a time stamp belongs to the seal
 */
public record Manifest(
    int format,
    RecordingOrder order,
    Instant startedAt,
    Instant endedAt,
    double seconds,
    boolean interrupted,
    List<RecordedTrack> tracks,
    List<Gap> gaps,
    List<Event> events,
    List<SealedFile> files,
    int ledgerLines,
    String ledgerHead,
    Optional<String> timeStampAuthority) {

  public static final int FORMAT = 1;

  public Manifest {
    tracks = List.copyOf(tracks);
    gaps = List.copyOf(gaps);
    events = List.copyOf(events);
    files = List.copyOf(files);
  }

  /** A file and the hashes of all its bytes. */
  public record SealedFile(String file, long bytes, String sha256, String sm3) {
    public SealedFile {
      Bounds.file(file);
      Bounds.range(0, bytes);
    }
  }

  /** An event with its place on the time line. */
  public record Event(Instant at, TimelineEvent event) {}
}
