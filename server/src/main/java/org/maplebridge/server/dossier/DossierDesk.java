package org.maplebridge.server.dossier;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingDirectory;

/**
 * Says what is known of recordings and whether they are whole: whoever may see the case may read
 * what its seals say. Blocking.
 */
public final class DossierDesk {

  private final RecordingStore store;
  private final Recorder recorder;
  private final SittingDirectory sittings;
  private final AuditLog audit;
  private final Texts texts;
  private final InstantSource clock;

  public DossierDesk(
      RecordingStore store,
      Recorder recorder,
      SittingDirectory sittings,
      AuditLog audit,
      Texts texts,
      InstantSource clock) {
    this.store = store;
    this.recorder = recorder;
    this.sittings = sittings;
    this.audit = audit;
    this.texts = texts;
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
    Optional<ViewingCopy> copy = sealed.flatMap(s -> recorder.viewingCopy(id));
    audit.record(staff.id(), "recording.read", id, "", AuditLog.Outcome.ALLOWED);
    return new RecordingDetail(
        row.summary(),
        sitting.caseTitle(),
        sitting.caseNumber(),
        sitting.participants().stream()
            .filter(p -> !sitting.isListener(p))
            .map(p -> new RecordingDetail.Person(p.id(), p.name(), p.role()))
            .toList(),
        sealed.stream().flatMap(s -> s.tracks().stream()).map(RecordingDetail.Track::of).toList(),
        sealed.stream().flatMap(s -> s.gaps().stream()).map(RecordingDetail.GapEntry::of).toList(),
        row.manifestSha256(),
        verified(row, locale),
        copy.map(ViewingCopy::seconds),
        copy.map(ViewingCopy::chapters).orElseGet(List::of),
        copy.map(ViewingCopy::breaks).orElseGet(List::of),
        copy.map(ViewingCopy::speech).orElseGet(List::of));
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
    return instant.atZone(District.ZONE).toOffsetDateTime();
  }

  private RecordingDetail.Verified verified(RecordingRow row, Locale locale) {
    boolean ok = row.verifiedOk().orElse(false);
    String word = row.verifiedOk().isEmpty() ? "not-verified" : ok ? "verified-ok" : "verified-bad";
    return new RecordingDetail.Verified(
        ok, row.verifiedAt(), texts.sentence("recording." + word, locale));
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
}
