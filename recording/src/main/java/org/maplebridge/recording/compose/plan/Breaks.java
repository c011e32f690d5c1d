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

  /** How far the ledger's line of a pause may be from the last instant recorded. */
  private static final Duration NEAR = Duration.ofSeconds(3);

  private static final Map<String, String> GROUNDS =
      Map.of(
          "recess", "休庭",
          "closed-evidence", "不公开举证",
          "mediation", "法庭调解",
          "challenge", "回避处理",
          "technical", "技术中断");

  private Breaks() {}

  static List<Break> of(Manifest manifest) {
    List<Break> found = new ArrayList<>(caucuses(manifest));
    for (Gap gap : manifest.gaps()) {
      Break left = of(manifest, gap);
      // A hole shorter than its card is shown as it is.
      if (left.leftOutMs() > 0) {
        found.add(left);
      }
    }
    return joined(found);
  }

  /** Whatever was not an accident was somebody's decision. */
  private static Break of(Manifest manifest, Gap gap) {
    String ground = ground(manifest, gap);
    Break.Kind kind =
        gap.cause() == Gap.Cause.INTERRUPTED
            ? Break.Kind.INTERRUPTED
            : ground.equals("caucus") ? Break.Kind.CAUCUS : Break.Kind.PAUSED;
    return new Break(
        kind, at(manifest, gap.from()), at(manifest, gap.to()), GROUNDS.getOrDefault(ground, ""));
  }

  /** The ground stated when the recording was paused there. */
  private static String ground(Manifest manifest, Gap gap) {
    return manifest.events().stream()
        .filter(event -> event.event().what().equals("recording-paused"))
        .filter(event -> Duration.between(gap.from(), event.at()).abs().compareTo(NEAR) < 0)
        .findFirst()
        .flatMap(event -> event.event().detail())
        .orElse("");
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
            .ifPresent(from -> caucuses.add(new Break(Break.Kind.CAUCUS, from, ms, "")));
      }
    }
    long end = Math.round(manifest.seconds() * 1000);
    open.values().forEach(from -> caucuses.add(new Break(Break.Kind.CAUCUS, from, end, "")));
    return caucuses;
  }

  private static List<Break> joined(List<Break> breaks) {
    List<Break> joined = new ArrayList<>();
    for (Break next : breaks.stream().sorted(Comparator.comparingLong(Break::fromMs)).toList()) {
      Break last = joined.isEmpty() ? next : joined.getLast();
      if (joined.isEmpty() || next.fromMs() > last.toMs()) {
        joined.add(next);
      } else {
        Break weighs = next.kind().compareTo(last.kind()) > 0 ? next : last;
        joined.set(
            joined.size() - 1,
            new Break(
                weighs.kind(), last.fromMs(), Math.max(last.toMs(), next.toMs()), weighs.ground()));
      }
    }
    return List.copyOf(joined);
  }

  static long at(Manifest manifest, Instant instant) {
    long end = Math.round(manifest.seconds() * 1000);
    return Math.clamp(Duration.between(manifest.startedAt(), instant).toMillis(), 0, end);
  }
}
