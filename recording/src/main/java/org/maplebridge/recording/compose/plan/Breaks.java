package org.maplebridge.recording.compose.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.seal.Manifest;

/** Finds what is left out: caucuses, which are nobody else's, and times nothing was recorded. */
final class Breaks {

  private Breaks() {}

  static List<Break> of(Manifest manifest) {
    List<Break> found = new ArrayList<>(caucuses(manifest));
    for (Gap gap : manifest.gaps()) {
      Break.Kind kind =
          gap.cause() == Gap.Cause.STOPPED ? Break.Kind.PAUSED : Break.Kind.INTERRUPTED;
      Break left = new Break(kind, at(manifest, gap.from()), at(manifest, gap.to()));
      // A hole shorter than its card is shown as it is.
      if (left.leftOutMs() > 0) {
        found.add(left);
      }
    }
    return joined(found);
  }

  /** Each side's caucus by itself: one may begin before the other has ended. */
  private static List<Break> caucuses(Manifest manifest) {
    List<Break> caucuses = new ArrayList<>();
    Map<String, Long> open = new TreeMap<>();
    for (Manifest.Event event : manifest.events()) {
      String room = event.event().detail().orElse("");
      long ms = at(manifest, event.at());
      if (event.event().what().equals(TimelineEvent.CAUCUS_BEGUN)) {
        open.putIfAbsent(room, ms);
      } else if (event.event().what().equals(TimelineEvent.CAUCUS_ENDED)) {
        Optional.ofNullable(open.remove(room))
            .ifPresent(from -> caucuses.add(new Break(Break.Kind.CAUCUS, from, ms)));
      }
    }
    long end = Math.round(manifest.seconds() * 1000);
    open.values().forEach(from -> caucuses.add(new Break(Break.Kind.CAUCUS, from, end)));
    return caucuses;
  }

  private static List<Break> joined(List<Break> breaks) {
    List<Break> joined = new ArrayList<>();
    for (Break next : breaks.stream().sorted(Comparator.comparingLong(Break::fromMs)).toList()) {
      Break last = joined.isEmpty() ? next : joined.getLast();
      if (joined.isEmpty() || next.fromMs() > last.toMs()) {
        joined.add(next);
      } else {
        Break.Kind kind = next.kind().compareTo(last.kind()) > 0 ? next.kind() : last.kind();
        joined.set(
            joined.size() - 1, new Break(kind, last.fromMs(), Math.max(last.toMs(), next.toMs())));
      }
    }
    return List.copyOf(joined);
  }

  static long at(Manifest manifest, Instant instant) {
    long end = Math.round(manifest.seconds() * 1000);
    return Math.clamp(Duration.between(manifest.startedAt(), instant).toMillis(), 0, end);
  }
}
