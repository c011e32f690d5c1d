package org.maplebridge.server.reconciliation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.reconciliation.Expected.Period;

/** SQL of the reconciliation. Blocking; works within the caller's transaction. */
final class ReconciliationStore {
  private final Ids ids;

  ReconciliationStore(Ids ids) {
    this.ids = ids;
  }

  /**
   * Every sitting that was recorded at some time, by its journal or by its filed recording, and
   * whose dossier is still kept.
   *
   * @param sealedBy sittings over before this should be sealed
   * @param verifiedSince verifications before this are to be repeated
   */
  List<Expected> expected(Handle handle, Instant sealedBy, Instant verifiedSince) {
    Map<String, List<Period>> periods = periods(handle);
    return handle
        .createQuery(
            """
            select s.id, s.case_id, r.id as recording_id, r.manifest_sha256,
              not coalesce(r.verified_ok and r.verified_at >= :verifiedSince, false) as verify_due,
              s.state in ('ENDED', 'CANCELLED') and coalesce((select max(a.at) from audit_log a
                where a.object = s.id and a.action = 'room.closed'), s.ends_at) < :sealedBy as over
            from sitting s left join recording r on r.sitting_id = s.id
            where (r.id is not null or exists (select 1 from audit_log a
              where a.object = s.id and a.action = 'room.recording-started'))
              and not exists (select 1 from dossier d
                where d.case_id = s.case_id and d.destroyed_at is not null)
            order by s.id
            """)
        .bind("sealedBy", sealedBy.atOffset(ZoneOffset.UTC))
        .bind("verifiedSince", verifiedSince.atOffset(ZoneOffset.UTC))
        .map(
            (row, context) ->
                new Expected(
                    row.getString("id"),
                    row.getString("case_id"),
                    row.getBoolean("over"),
                    Optional.ofNullable(row.getString("recording_id")),
                    Optional.ofNullable(row.getString("manifest_sha256")),
                    row.getBoolean("verify_due"),
                    periods.getOrDefault(row.getString("id"), List.of())))
        .list();
  }

  /**
   * From each start to the stop after it. A start within a period is the return after a restart; a
   * period nobody ended is not counted, for nobody knows how long it should have been.
   */
  private static Map<String, List<Period>> periods(Handle handle) {
    Map<String, List<Period>> periods = new HashMap<>();
    Map<String, Instant> open = new HashMap<>();
    handle
        .createQuery(
            """
            select object, at, action = 'room.recording-started' as started from audit_log
            where action in ('room.recording-started', 'room.recording-stopped') order by seq
            """)
        .map(
            (row, context) ->
                new Turn(
                    row.getString("object"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("started")))
        .forEach(turn -> turn.into(periods, open));
    return periods;
  }

  /** A recording was switched on or off. */
  private record Turn(String sittingId, Instant at, boolean on) {
    void into(Map<String, List<Period>> periods, Map<String, Instant> open) {
      if (on) {
        open.putIfAbsent(sittingId, at);
        return;
      }
      Instant from = open.remove(sittingId);
      if (from != null) {
        periods.computeIfAbsent(sittingId, id -> new ArrayList<>()).add(new Period(from, at));
      }
    }
  }

  /** Keeps what a verification found, for the playback page too. */
  void verified(Handle handle, Comparison.Verified verified, OffsetDateTime now) {
    handle
        .createUpdate("update recording set verified_ok = :ok, verified_at = :now where id = :id")
        .bind("id", verified.recordingId())
        .bind("ok", verified.ok())
        .bind("now", now)
        .execute();
  }

  /**
   * Raises an alarm. One that a person has settled is not raised again for the same details; one
   * that had gone by itself is.
   *
   * @return whether it is news
   */
  boolean raise(Handle handle, Difference difference, OffsetDateTime now) {
    return handle
            .createUpdate(
                """
                insert into recording_alarm (id, kind, subject, case_id, details, raised_at)
                values (:id, :kind, :subject, :caseId, :details, :now)
                on conflict (kind, subject, details) do update
                  set settled_at = null, settled_by = null, raised_at = excluded.raised_at
                  where recording_alarm.settled_by = 'system'
                """)
            .bind("id", ids.next())
            .bind("kind", difference.kind())
            .bind("subject", difference.subject())
            .bind("caseId", difference.caseId())
            .bindArray("details", String.class, difference.details().toArray())
            .bind("now", now)
            .execute()
        > 0;
  }

  List<Alarm> open(Handle handle) {
    return handle
        .createQuery(
            "select *, null::text as case_title, null::text as settler from recording_alarm"
                + " where settled_at is null")
        .map(ConstructorMapper.of(Alarm.class))
        .list();
  }

  /** Open alarms the caller may see; those of no case are for the whole district's staff. */
  List<Alarm> open(Handle handle, Staff staff) {
    return visible(handle, staff, "a.settled_at is null", "a.raised_at desc");
  }

  /** The latest that a person has settled. */
  List<Alarm> settled(Handle handle, Staff staff) {
    return visible(
        handle,
        staff,
        "a.settled_at is not null and a.settled_by <> 'system'",
        "a.settled_at desc limit 50");
  }

  private static List<Alarm> visible(Handle handle, Staff staff, String which, String order) {
    return CaseScope.bind(
            handle.createQuery(
                """
                select a.*, d.title as case_title, p.name as settler from recording_alarm a
                left join dispute d on d.id = a.case_id left join staff p on p.id = a.settled_by
                where %s and (a.case_id is null and :scopeDistrict
                  or a.case_id is not null and (%s)) order by %s
                """
                    .formatted(which, CaseScope.VISIBLE, order)),
            staff)
        .map(ConstructorMapper.of(Alarm.class))
        .list();
  }

  void settle(Handle handle, String id, String by, String remark, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            update recording_alarm set settled_at = :now, settled_by = :by, remark = :remark
            where id = :id and settled_at is null
            """)
        .bind("id", id)
        .bind("by", by)
        .bind("remark", remark)
        .bind("now", now)
        .execute();
  }

  /**
   * An alarm as it lies in its table, with the title of its case and the name of who settled it.
   */
  record Alarm(
      String id,
      Difference.Kind kind,
      String subject,
      Optional<String> caseId,
      Optional<String> caseTitle,
      List<String> details,
      OffsetDateTime raisedAt,
      Optional<OffsetDateTime> settledAt,
      Optional<String> settler,
      Optional<String> remark) {

    boolean isOf(Difference difference) {
      return kind == difference.kind()
          && subject.equals(difference.subject())
          && details.equals(difference.details());
    }
  }
}
