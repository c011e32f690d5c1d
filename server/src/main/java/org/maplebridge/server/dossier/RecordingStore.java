package org.maplebridge.server.dossier;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.RecordingShelf;
import org.maplebridge.server.cases.RecordingSummary;
import org.maplebridge.server.cases.RecordingSummary.CopyState;

/** SQL of recordings. Blocking; methods with a handle work within the caller's transaction. */
public final class RecordingStore implements RecordingShelf {
  private static final String SELECT = "select r.* from recording r ";

  private final Jdbi jdbi;

  public RecordingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<RecordingSummary> ofCase(String caseId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where r.case_id = :id order by r.started_at")
                .bind("id", caseId)
                .map(ConstructorMapper.of(RecordingRow.class))
                .map(RecordingRow::summary)
                .list());
  }

  Optional<RecordingRow> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where r.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(RecordingRow.class))
                .findOne());
  }

  /** A recording of a case the caller may see. */
  Optional<RecordingRow> find(Staff staff, String id) {
    return jdbi.withHandle(
        handle ->
            CaseScope.bind(
                    handle.createQuery(
                        SELECT
                            + "join sitting s on s.id = r.sitting_id"
                            + " left join dispute d on d.id = r.case_id where r.id = :id and "
                            + CaseScope.VISIBLE_SITTING),
                    staff)
                .bind("id", id)
                .map(ConstructorMapper.of(RecordingRow.class))
                .findOne());
  }

  Optional<RecordingRow> ofSitting(String sittingId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where r.sitting_id = :id")
                .bind("id", sittingId)
                .map(ConstructorMapper.of(RecordingRow.class))
                .findOne());
  }

  /** A recording runs, for the first time or again. */
  void running(String id, String sittingId, String caseId, OffsetDateTime now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into recording (id, sitting_id, case_id, state, started_at)
                    values (:id, :sittingId, :caseId, 'RECORDING', :now)
                    on conflict (id) do update set state = 'RECORDING', ended_at = null
                    """)
                .bind("id", id)
                .bind("sittingId", sittingId)
                .bind("caseId", caseId)
                .bind("now", now)
                .execute());
  }

  void stopped(String id, OffsetDateTime at) {
    update(id, "ended_at = :at", at);
  }

  /** A recording was cut off; what it holds ends at a time. */
  void interrupted(Handle handle, String id, OffsetDateTime lastWrittenAt) {
    handle
        .createUpdate(
            """
            update recording set state = 'INTERRUPTED', ended_at = :at
            where id = :id and state <> 'SEALED'
            """)
        .bind("id", id)
        .bind("at", lastWrittenAt)
        .execute();
  }

  void sealed(Handle handle, String id, SealedRecording sealed) {
    handle
        .createUpdate(
            """
            update recording set state = 'SEALED', started_at = :startedAt, ended_at = :endedAt,
              seconds = :seconds, manifest_sha256 = :hash,
              copy_state = case when copy_state = 'NONE' then 'QUEUED' else copy_state end
            where id = :id
            """)
        .bind("id", id)
        .bind("startedAt", sealed.startedAt().atOffset(ZoneOffset.UTC))
        .bind("endedAt", sealed.endedAt().atOffset(ZoneOffset.UTC))
        .bind("seconds", sealed.seconds())
        .bind("hash", sealed.manifestSha256())
        .execute();
  }

  void copy(String id, CopyState state, double progress) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update recording set copy_state = :state, copy_progress = :progress"
                        + " where id = :id")
                .bind("id", id)
                .bind("state", state)
                .bind("progress", progress)
                .execute());
  }

  /** The viewing copy is there, with this hash. */
  void copyReady(Handle handle, String id, String sha256) {
    handle
        .createUpdate(
            """
            update recording set copy_state = 'READY', copy_progress = 1, copy_sha256 = :hash
            where id = :id
            """)
        .bind("id", id)
        .bind("hash", sha256)
        .execute();
  }

  /** Recordings whose viewing copy was being made or waited for when the last run ended. */
  List<String> composing() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id from recording where copy_state in ('QUEUED', 'COMPOSING')"
                        + " order by started_at")
                .mapTo(String.class)
                .list());
  }

  void verified(String id, boolean ok, OffsetDateTime at) {
    update(id, "verified_ok = " + ok + ", verified_at = :at", at);
  }

  /** Recordings not sealed although their sitting is over, oldest first. */
  List<RecordingRow> unsealedOfEndedSittings() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        join sitting s on s.id = r.sitting_id
                        where r.state <> 'SEALED' and s.state in ('ENDED', 'CANCELLED')
                        order by r.started_at
                        """)
                .map(ConstructorMapper.of(RecordingRow.class))
                .list());
  }

  private void update(String id, String assignments, OffsetDateTime at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update recording set " + assignments + " where id = :id")
                .bind("id", id)
                .bind("at", at)
                .execute());
  }
}
