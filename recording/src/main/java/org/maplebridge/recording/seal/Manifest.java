package org.maplebridge.recording.seal;

import java.time.Instant;
import java.util.List;
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
    String ledgerHead) {

  public static final int FORMAT = 1;

  public Manifest {
    tracks = List.copyOf(tracks);
    gaps = List.copyOf(gaps);
    events = List.copyOf(events);
    files = List.copyOf(files);
  }

  /** A file and the hash of all its bytes. */
  public record SealedFile(String file, long bytes, String sha256) {
    public SealedFile {
      Bounds.file(file);
      Bounds.range(0, bytes);
    }
  }

  /** An event with its place on the time line. */
  public record Event(Instant at, TimelineEvent event) {}
}
