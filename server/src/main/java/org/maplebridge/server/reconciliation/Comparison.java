package org.maplebridge.server.reconciliation;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.RecordingException;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.server.reconciliation.Difference.Kind;
import org.maplebridge.server.reconciliation.Expected.Period;

/**
 * Compares what should have been recorded with what the recorder's folders hold. Used once, by one
 * thread; blocks.
 */
final class Comparison {
  /** What a cut may cost at most. */
  private static final Duration TOLERATED = Duration.ofSeconds(2);

  private final Recorder recorder;
  private final List<Verified> verified = new ArrayList<>();

  /** A recording whose files were hashed just now. */
  record Verified(String recordingId, boolean ok) {}

  Comparison(Recorder recorder) {
    this.recorder = recorder;
  }

  List<Difference> differences(List<Expected> expected) {
    List<Difference> found = new ArrayList<>();
    Set<String> filed = new HashSet<>();
    for (Expected sitting : expected) {
      sitting.recordingId().ifPresent(filed::add);
      found.addAll(difference(sitting));
    }
    for (String id : recorder.all()) {
      if (!filed.contains(id)) {
        found.add(new Difference(Kind.UNKNOWN, id, Optional.empty(), List.of(id)));
      }
    }
    return List.copyOf(found);
  }

  /** What was verified on the way. */
  List<Verified> verified() {
    return List.copyOf(verified);
  }

  private List<Difference> difference(Expected sitting) {
    if (sitting.recordingId().isEmpty()) {
      return sitting.periods().isEmpty()
          ? List.of()
          : of(sitting, Kind.NOT_STORED, sitting.sittingId());
    }
    String id = sitting.recordingId().get();
    if (sitting.manifestSha256().isPresent()) {
      return sealed(sitting, id, sitting.manifestSha256().get());
    }
    if (!Files.isDirectory(recorder.folder(id))) {
      return of(sitting, Kind.NOT_STORED, id);
    }
    return sitting.over() ? of(sitting, Kind.NOT_SEALED, id) : List.of();
  }

  private List<Difference> sealed(Expected sitting, String id, String manifestSha256) {
    Optional<SealedRecording> sealed = read(id);
    if (sealed.isEmpty()) {
      return of(sitting, Kind.SEAL_MISSING, id);
    }
    if (!sealed.get().manifestSha256().equals(manifestSha256)) {
      return of(sitting, Kind.SEAL_CHANGED, id);
    }
    List<Difference> found = new ArrayList<>();
    Duration missing = missing(sitting.periods(), sealed.get());
    if (missing.compareTo(TOLERATED) > 0) {
      found.addAll(of(sitting, Kind.INCOMPLETE, id, Long.toString(missing.toSeconds())));
    }
    // Sizes every day: to hash everything every day would be to read the whole archive.
    if (sitting.verifyDue() || !recorder.hasSealedSizes(id)) {
      found.addAll(whole(sitting, id));
    }
    return found;
  }

  private List<Difference> whole(Expected sitting, String id) {
    Verification verification = recorder.verify(id);
    verified.add(new Verified(id, verification.ok()));
    return verification.ok()
        ? List.of()
        : of(sitting, Kind.NOT_WHOLE, id, verification.problems().getFirst().file());
  }

  private Optional<SealedRecording> read(String id) {
    try {
      return recorder.sealed(id);
    } catch (RecordingException unreadable) {
      return Optional.empty();
    }
  }

  /** Time within the periods that lies outside the recording, or in one of its gaps. */
  static Duration missing(List<Period> periods, SealedRecording sealed) {
    Duration missing = Duration.ZERO;
    for (Period period : periods) {
      Duration wanted = Duration.between(period.from(), period.to());
      Duration there = overlap(period, sealed.startedAt(), sealed.endedAt());
      for (Gap gap : sealed.gaps()) {
        Instant end = gap.to().isBefore(sealed.endedAt()) ? gap.to() : sealed.endedAt();
        there = there.minus(overlap(period, gap.from(), end));
      }
      missing = missing.plus(wanted.minus(there));
    }
    return missing;
  }

  private static Duration overlap(Period period, Instant from, Instant to) {
    Instant begin = period.from().isAfter(from) ? period.from() : from;
    Instant end = period.to().isBefore(to) ? period.to() : to;
    return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
  }

  private static List<Difference> of(
      Expected sitting, Kind kind, String subject, String... details) {
    List<String> all = new ArrayList<>(List.of(subject));
    all.addAll(List.of(details));
    return List.of(new Difference(kind, subject, Optional.of(sitting.caseId()), all));
  }
}
