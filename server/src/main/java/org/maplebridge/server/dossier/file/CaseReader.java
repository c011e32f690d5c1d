package org.maplebridge.server.dossier.file;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseDetail;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.Category;
import org.maplebridge.server.cases.RecordingSummary;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingDirectory;

/** Reads all that is known of a case, for those who may see it; audited. Blocking. */
public final class CaseReader {
  private final Jdbi jdbi;
  private final CaseDesk cases;
  private final CaseStore store;
  private final SittingDirectory sittings;
  private final Recorder recorder;
  private final DocumentStore documents;

  public CaseReader(
      Jdbi jdbi,
      CaseDesk cases,
      CaseStore store,
      SittingDirectory sittings,
      Recorder recorder,
      DocumentStore documents) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.store = store;
    this.sittings = sittings;
    this.recorder = recorder;
    this.documents = documents;
  }

  /**
   * @throws org.maplebridge.server.http.ProblemException {@code case.unknown}
   */
  public CaseRecord read(Staff staff, String caseId) {
    CaseDetail detail = cases.detail(staff, caseId, Locale.SIMPLIFIED_CHINESE);
    String category =
        cases.categories(Locale.SIMPLIFIED_CHINESE).stream()
            .filter(known -> known.code().equals(detail.category()))
            .map(Category::name)
            .findFirst()
            .orElse(detail.category());
    List<Sitting> held =
        detail.sittings().stream().flatMap(s -> sittings.find(s.id()).stream()).toList();
    List<SealedRecording> recordings =
        detail.recordings().stream()
            .filter(recording -> recording.state() == RecordingSummary.State.SEALED)
            .flatMap(recording -> recorder.sealed(recording.id()).stream())
            .toList();
    return jdbi.withHandle(
        handle ->
            new CaseRecord(
                detail,
                category,
                store.parties(handle, caseId),
                outcome(handle, caseId),
                onlineConsents(handle, caseId),
                held,
                recordings,
                recordings.stream()
                    .anyMatch(r -> recorder.awaitsTimeStamp(r.order().recordingId())),
                documents.of(handle, caseId),
                unsigned(handle, caseId),
                handovers(handle, caseId)));
  }

  private static Optional<CaseRecord.Outcome> outcome(Handle handle, String caseId) {
    return handle
        .createQuery(
            """
            select what, at, details[1] as note from story_entry
            where case_id = :id and what in ('status-agreed', 'status-failed', 'status-terminated')
            order by seq desc limit 1
            """)
        .bind("id", caseId)
        .map(
            (row, context) ->
                new CaseRecord.Outcome(
                    CaseStatus.valueOf(
                        row.getString("what")
                            .substring("status-".length())
                            .toUpperCase(Locale.ROOT)),
                    row.getObject("at", OffsetDateTime.class),
                    Optional.ofNullable(row.getString("note")).orElse("")))
        .findOne();
  }

  private static List<CaseRecord.OnlineConsent> onlineConsents(Handle handle, String caseId) {
    return handle
        .createQuery(
            """
            select p.name, p.sitting_id, c.text_version, c.given_at
            from online_consent c join sitting_participant p on p.id = c.participant_id
            join sitting s on s.id = p.sitting_id
            where s.case_id = :id order by c.given_at
            """)
        .bind("id", caseId)
        .map(ConstructorMapper.of(CaseRecord.OnlineConsent.class))
        .list();
  }

  /** A finished file is made after its last signature: for a moment it is signed and not there. */
  private static List<CaseRecord.Unsigned> unsigned(Handle handle, String caseId) {
    return handle
        .createQuery(
            """
            select kind, title from signing_round r
            where case_id = :id and (closed_at is null or outcome = 'COMPLETED'
              and not exists (select 1 from sealed_file f where f.round_id = r.id))
            order by opened_at
            """)
        .bind("id", caseId)
        .map(ConstructorMapper.of(CaseRecord.Unsigned.class))
        .list();
  }

  private static List<CaseRecord.Handover> handovers(Handle handle, String caseId) {
    return handle
        .createQuery(
            "select recipient, kind as what, made_at as at from handover where case_id = :id"
                + " order by made_at")
        .bind("id", caseId)
        .map(ConstructorMapper.of(CaseRecord.Handover.class))
        .list();
  }
}
