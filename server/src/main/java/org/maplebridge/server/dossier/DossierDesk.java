package org.maplebridge.server.dossier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingDirectory;

/**
 * Shows recordings to those who may see them. Who may see the case may read what the seal says; the
 * pictures are for the sitting's host and the district's administrators, and every viewing states a
 * purpose. Blocking.
 */
public final class DossierDesk {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Long enough for the longest sitting to be watched once. */
  private static final Duration VIEWING = Duration.ofHours(4);

  private static final int LONGEST_PURPOSE = 200;

  private final Jdbi jdbi;
  private final RecordingStore store;
  private final Recorder recorder;
  private final SittingDirectory sittings;
  private final CaseStory story;
  private final AuditLog audit;
  private final Texts texts;
  private final PlaybackKey key;
  private final InstantSource clock;

  /**
   * @param playbackSecret signs viewing addresses; at least 32 bytes
   */
  public DossierDesk(
      Jdbi jdbi,
      RecordingStore store,
      Recorder recorder,
      SittingDirectory sittings,
      CaseStory story,
      AuditLog audit,
      Texts texts,
      byte[] playbackSecret,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.recorder = recorder;
    this.sittings = sittings;
    this.story = story;
    this.audit = audit;
    this.texts = texts;
    this.key = new PlaybackKey(playbackSecret);
    this.clock = clock;
  }

  /**
   * A recording with what its seal says.
   *
   * @throws ProblemException {@code recording.unknown}
   */
  public RecordingDetail detail(Staff staff, String id, Locale locale) {
    RecordingRow row = visible(staff, id);
    Sitting sitting = sittings.find(row.sittingId()).orElseThrow(DossierDesk::unknown);
    Optional<SealedRecording> sealed =
        row.manifestSha256().isPresent() ? recorder.sealed(id) : Optional.empty();
    audit.record(staff.id(), "recording.read", id, "", AuditLog.Outcome.ALLOWED);
    return new RecordingDetail(
        row.summary(),
        sitting.caseTitle(),
        sitting.caseNumber(),
        sitting.participants().stream()
            .map(p -> new RecordingDetail.Person(p.id(), p.name(), p.role()))
            .toList(),
        sealed.stream().flatMap(s -> s.tracks().stream()).map(RecordingDetail.Track::of).toList(),
        sealed.stream().flatMap(s -> s.gaps().stream()).map(RecordingDetail.GapEntry::of).toList(),
        row.manifestSha256(),
        verified(row, locale),
        sealed.flatMap(s -> recorder.viewingCopy(id)).map(ViewingCopy::speech).orElseGet(List::of));
  }

  /**
   * An address that plays the viewing copy for some hours. The purpose goes into the audit log and
   * onto the case's time line.
   *
   * @throws ProblemException {@code recording.unknown}, {@code recording.not-permitted}, {@code
   *     recording.bad-purpose}, {@code recording.no-copy}
   */
  public Viewing view(Staff staff, String id, String purpose) {
    RecordingRow row = playable(staff, id);
    String reason = purpose.strip();
    if (reason.length() < 2 || reason.length() > LONGEST_PURPOSE) {
      throw new ProblemException("recording.bad-purpose", 422);
    }
    if (recorder.viewingCopy(id).isEmpty()) {
      throw new ProblemException("recording.no-copy", 409);
    }
    Instant expiresAt = clock.instant().plus(VIEWING);
    jdbi.useTransaction(
        handle -> {
          audit.record(handle, staff.id(), "recording.play", id, reason, AuditLog.Outcome.ALLOWED);
          story.add(handle, row.caseId(), "recording-viewed", Optional.of(staff.name()), reason);
        });
    return new Viewing(key.path(id, expiresAt), local(expiresAt));
  }

  /**
   * The file behind a signed address.
   *
   * @throws ProblemException {@code recording.unknown}, {@code recording.expired}
   */
  public Path viewingFile(String id, long expires, String signature) {
    if (!key.signed(id, expires, signature)) {
      throw unknown();
    }
    if (clock.instant().getEpochSecond() >= expires) {
      throw new ProblemException("recording.expired", 410);
    }
    return recorder
        .viewingCopy(id)
        .map(ViewingCopy::file)
        .filter(Files::exists)
        .orElseThrow(() -> new ProblemException("recording.no-copy", 409));
  }

  /**
   * Verifies the files now.
   *
   * @throws ProblemException {@code recording.unknown}, {@code recording.not-sealed}
   */
  public Verification verify(Staff staff, String id) {
    requireSealed(visible(staff, id));
    Verification result = recorder.verify(id);
    store.verified(id, result.ok(), local(clock.instant()));
    audit.record(
        staff.id(),
        "recording.verify",
        id,
        "",
        result.ok() ? AuditLog.Outcome.ALLOWED : AuditLog.Outcome.FAILED);
    return result;
  }

  /**
   * The manifest file.
   *
   * @throws ProblemException {@code recording.unknown}, {@code recording.not-sealed}
   */
  public Path manifest(Staff staff, String id) {
    requireSealed(visible(staff, id));
    audit.record(staff.id(), "recording.manifest", id, "", AuditLog.Outcome.ALLOWED);
    return recorder.folder(id).resolve("manifest.json");
  }

  static OffsetDateTime local(Instant instant) {
    return instant.atZone(ZONE).toOffsetDateTime();
  }

  private RecordingDetail.Verified verified(RecordingRow row, Locale locale) {
    boolean ok = row.verifiedOk().orElse(false);
    String word = row.verifiedOk().isEmpty() ? "not-verified" : ok ? "verified-ok" : "verified-bad";
    return new RecordingDetail.Verified(
        ok, row.verifiedAt(), texts.sentence("recording." + word, locale));
  }

  private RecordingRow playable(Staff staff, String id) {
    RecordingRow row = visible(staff, id);
    boolean host =
        sittings.find(row.sittingId()).stream()
            .flatMap(sitting -> sitting.participants().stream())
            .anyMatch(p -> p.host() && p.personId().equals(staff.id()));
    if (!host && staff.role() != StaffRole.DISTRICT_ADMIN) {
      audit.record(staff.id(), "recording.play", id, "", AuditLog.Outcome.REFUSED);
      throw new ProblemException("recording.not-permitted", 403);
    }
    return row;
  }

  private RecordingRow visible(Staff staff, String id) {
    return store.find(staff, id).orElseThrow(DossierDesk::unknown);
  }

  private static void requireSealed(RecordingRow row) {
    if (row.manifestSha256().isEmpty()) {
      throw new ProblemException("recording.not-sealed", 409);
    }
  }

  private static ProblemException unknown() {
    return new ProblemException("recording.unknown", 404);
  }

  /** Where to watch, and until when. */
  public record Viewing(String url, OffsetDateTime expiresAt) {}
}
