package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.recording.seal.LedgerEntry.Segment;
import org.maplebridge.recording.store.Digests;
import org.maplebridge.recording.store.Hashing;

/**
 * Walks along one track file beside the list of its segments. Where the bytes are not the expected
 * segment it asks what they are instead, so that a removed, added, moved or spliced segment is
 * called so, and does not make everything after it look changed.
 */
final class SegmentWalk {

  /** Looking for what stands in a wrong place reads much; after so many places it is not asked. */
  private static final int SEARCHES = 8;

  private final Path file;
  private final List<Segment> segments;
  private final List<Segment> all;
  private final Set<TrackCheck.Range> damaged;
  private final Report report;
  private final long size;

  /** Bytes the file has more than its segments, as far as not explained yet; negative: fewer. */
  private long surplus;

  private long at;
  private int next;
  private int searches;

  SegmentWalk(
      Path file,
      List<Segment> segments,
      List<Segment> all,
      Set<TrackCheck.Range> damaged,
      Report report)
      throws IOException {
    this.file = file;
    this.segments = segments;
    this.all = all;
    this.damaged = damaged;
    this.report = report;
    this.size = Files.size(file);
    this.surplus = size - segments.stream().mapToLong(Segment::length).sum();
  }

  void run() throws IOException {
    while (next < segments.size()) {
      Segment expected = segments.get(next);
      report.findings().segment();
      if (matches(at, expected)) {
        at += expected.length();
        next++;
      } else {
        explain(expected);
      }
    }
    if (size > at) {
      report.problem(file, at, size - at, "added: the ledger lists no segment here");
    }
  }

  private void explain(Segment expected) throws IOException {
    if (damaged.contains(new TrackCheck.Range(expected.file(), expected.offset()))) {
      step(expected, "this segment was damaged before the seal; the ledger says so");
    } else if (searches++ >= SEARCHES || !(removed() || added(expected) || moved(expected))) {
      changed(expected);
    }
  }

  /** One or more segments were cut out, and the next one follows at once. */
  private boolean removed() throws IOException {
    long missing = 0;
    for (int later = next; later < segments.size(); later++) {
      if (missing == -surplus && missing > 0 && matches(at, segments.get(later))) {
        for (int gone = next; gone < later; gone++) {
          Segment segment = segments.get(gone);
          report.problem(file, segment.offset(), segment.length(), "this segment is missing");
        }
        next = later;
        surplus = 0;
        return true;
      }
      missing += segments.get(later).length();
    }
    return false;
  }

  /** Something stands before the expected segment, which follows unharmed. */
  private boolean added(Segment expected) throws IOException {
    if (surplus <= 0 || !matches(at + surplus, expected)) {
      return false;
    }
    String what =
        found(at)
            .map(known -> "added: these bytes repeat " + name(known))
            .orElse("added: these bytes are of no segment of this recording");
    report.problem(file, at, surplus, what);
    at += surplus;
    surplus = 0;
    return true;
  }

  /** Another segment of this recording stands here. */
  private boolean moved(Segment expected) throws IOException {
    Optional<Segment> known = found(at);
    if (known.isEmpty()) {
      return false;
    }
    boolean own = known.get().file().equals(expected.file());
    String what = own ? "reordered: here stands " : "spliced: here stands ";
    report.problem(file, at, known.get().length(), what + name(known.get()));
    at += known.get().length();
    next++;
    return true;
  }

  private void changed(Segment expected) {
    boolean cut = at + expected.length() > size;
    step(expected, cut ? "this segment is cut off" : "this segment's bytes were changed");
  }

  private void step(Segment expected, String what) {
    report.problem(file, at, expected.length(), what);
    at += expected.length();
    next++;
  }

  private Optional<Segment> found(long offset) throws IOException {
    for (Segment candidate : all) {
      if (matches(offset, candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean matches(long offset, Segment segment) throws IOException {
    return offset + segment.length() <= size
        && Hashing.digests(file, offset, segment.length())
            .equals(new Digests(segment.sha256(), segment.sm3()));
  }

  private static String name(Segment segment) {
    return "the segment at %d of %s".formatted(segment.offset(), segment.file());
  }
}
