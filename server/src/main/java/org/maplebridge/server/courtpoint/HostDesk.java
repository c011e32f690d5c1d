package org.maplebridge.server.courtpoint;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.SittingList;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * What the host of a court point 庭务主任 sees to: the sittings there, the check list before each, what
 * is to be mended. Whether a room is ready is told from the checks, and never more than its host
 * reported. Blocking.
 */
public final class HostDesk {
  private static final String SITTING =
      """
      select s.id, s.case_number, s.kind, s.state, s.starts_at, s.ends_at, c.place_id,
        p.name as place_name, c.address, h.name as host_name, l.documents_seen, l.people_present,
        l.evidence_scanned, l.ready_at, r.name as ready_by,
      """
          + neededKinds("s.starts_at")
          + """
        , exists (select 1 from sitting_participant me
          where me.sitting_id = s.id and me.person_id = :me) as seated
      from sitting s
      join court_point c on c.place_id = s.place_id
      join place p on p.id = c.place_id
      left join staff h on h.id = c.host_id and h.active
      left join court_check_list l on l.sitting_id = s.id
      left join staff r on r.id = l.ready_by
      """;

  private static final String TASKS =
      """
      select c.place_id, p.name, next.starts_at,
      """
          + neededKinds("next.starts_at")
          + """
      from court_point c
      join place p on p.id = c.place_id
      left join lateral (select min(s.starts_at) as starts_at from sitting s
        where s.place_id = c.place_id and s.state not in ('ENDED', 'CANCELLED')
          and s.ends_at > :now and s.starts_at < cast(:now as timestamptz) + interval '1 day')
        next on true
      where
      """
          + PointStore.REACHED
          + " order by next.starts_at nulls last, p.id";

  private final Jdbi jdbi;
  private final SittingList sittings;
  private final PointStore store = new PointStore();
  private final AuditLog audit;
  private final InstantSource clock;

  public HostDesk(Jdbi jdbi, SittingList sittings, AuditLog audit, InstantSource clock) {
    this.jdbi = jdbi;
    this.sittings = sittings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The sittings at the points the caller sees to that touch a time, by their start.
   *
   * @throws ProblemException {@code case.not-permitted}
   */
  public List<PointSitting> day(Staff staff, OffsetDateTime from, OffsetDateTime to) {
    CaseScope.require(staff, Action.SEE_TO_COURT_POINT);
    return jdbi.withHandle(
        handle ->
            PointStore.bind(
                    handle.createQuery(
                        SITTING
                            + " where s.state <> 'CANCELLED' and s.ends_at > :from"
                            + " and s.starts_at < :to and "
                            + PointStore.REACHED
                            + " order by s.starts_at, s.id"),
                    staff,
                    Action.SEE_TO_COURT_POINT)
                .bind("from", from)
                .bind("to", to)
                .bind("me", staff.id())
                .map((row, context) -> sitting(row))
                .list());
  }

  /**
   * How far the point of a sitting is, for whoever sees the sitting; empty where it has none.
   *
   * @throws ProblemException {@code sitting.unknown}
   */
  public Optional<PointSitting> of(Staff staff, String sittingId) {
    if (sittings.find(staff, sittingId).isEmpty()) {
      throw new ProblemException("sitting.unknown", 404);
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SITTING + " where s.id = :id")
                .bind("id", sittingId)
                .bind("me", staff.id())
                .map((row, context) -> sitting(row))
                .findOne());
  }

  /** Points the caller sees to of which something needed is broken or was not tried in time. */
  public List<PointTask> tasks(Staff staff) {
    return jdbi
        .withHandle(
            handle ->
                PointStore.bind(handle.createQuery(TASKS), staff, Action.SEE_TO_COURT_POINT)
                    .bind("now", now())
                    .map((row, context) -> task(row))
                    .list())
        .stream()
        .filter(Predicate.not(task -> task.broken().isEmpty() && task.unchecked().isEmpty()))
        .toList();
  }

  /**
   * Keeps what the host looked after; what is not said stays as it was.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code sitting.unknown}, {@code
   *     sitting.over}
   */
  public void looked(Staff staff, String sittingId, Looked list) {
    jdbi.useTransaction(
        handle -> {
          requireOpen(handle, staff, sittingId);
          handle
              .createUpdate(
                  """
                  insert into court_check_list (sitting_id, documents_seen, people_present,
                    evidence_scanned)
                  values (:id, coalesce(cast(:documentsSeen as boolean), false), coalesce(cast(:peoplePresent as boolean), false),
                    coalesce(cast(:evidenceScanned as boolean), false))
                  on conflict (sitting_id) do update set
                    documents_seen = coalesce(cast(:documentsSeen as boolean), court_check_list.documents_seen),
                    people_present = coalesce(cast(:peoplePresent as boolean), court_check_list.people_present),
                    evidence_scanned = coalesce(cast(:evidenceScanned as boolean), court_check_list.evidence_scanned)
                  """)
              .bind("id", sittingId)
              .bindMethods(list)
              .execute();
          told(handle, staff, "court-point.looked", sittingId);
        });
  }

  /**
   * Reports the room ready.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code sitting.unknown}, {@code
   *     sitting.over}, {@code point.device-broken}, {@code point.not-checked}
   */
  public void ready(Staff staff, String sittingId) {
    jdbi.useTransaction(
        handle -> {
          // Locked before it is judged, so that a device cannot break between the two.
          store.lock(handle, requireOpen(handle, staff, sittingId).pointId());
          PointSitting now = requireOpen(handle, staff, sittingId);
          if (!now.broken().isEmpty()) {
            throw new ProblemException("point.device-broken", 409);
          }
          if (!now.unchecked().isEmpty()) {
            throw new ProblemException("point.not-checked", 409);
          }
          handle.execute(
              """
              insert into court_check_list (sitting_id, ready_at, ready_by) values (?, ?, ?)
              on conflict (sitting_id) do update
                set ready_at = excluded.ready_at, ready_by = excluded.ready_by
              """,
              sittingId,
              now(),
              staff.id());
          told(handle, staff, "court-point.ready", sittingId);
        });
  }

  private PointSitting requireOpen(Handle handle, Staff staff, String sittingId) {
    CaseScope.require(staff, Action.SEE_TO_COURT_POINT);
    PointSitting found =
        PointStore.bind(
                handle.createQuery(SITTING + " where s.id = :id and " + PointStore.REACHED),
                staff,
                Action.SEE_TO_COURT_POINT)
            .bind("id", sittingId)
            .bind("me", staff.id())
            .map((row, context) -> sitting(row))
            .findOne()
            .orElseThrow(() -> new ProblemException("sitting.unknown", 404));
    if (!found.state().isOpen()) {
      throw new ProblemException("sitting.over", 409);
    }
    return found;
  }

  /**
   * Which needed devices of a point {@code c} are out of order, and which were not tried in time.
   *
   * @param startsAt the column that tells when they are needed, if at all
   */
  private static String neededKinds(String startsAt) {
    return " array("
        + PointStore.BROKEN
        + """
        order by d.kind) as broken,
        array(select d.kind from court_device_now d where d.place_id = c.place_id
          and d.needed and d.working and %1$s is not null and (d.checked_at is null
            or d.checked_at < %1$s - interval '1 day') order by d.kind) as unchecked
        """
            .formatted(startsAt);
  }

  private static PointSitting sitting(ResultSet row) throws SQLException {
    List<DeviceKind> broken = kinds(row.getArray("broken"));
    List<DeviceKind> unchecked = kinds(row.getArray("unchecked"));
    Optional<OffsetDateTime> readyAt =
        Optional.ofNullable(row.getObject("ready_at", OffsetDateTime.class));
    return new PointSitting(
        row.getString("id"),
        row.getString("case_number"),
        SittingKind.valueOf(row.getString("kind")),
        SittingState.valueOf(row.getString("state")),
        row.getObject("starts_at", OffsetDateTime.class),
        row.getObject("ends_at", OffsetDateTime.class),
        row.getString("place_id"),
        row.getString("place_name"),
        row.getString("address"),
        Optional.ofNullable(row.getString("host_name")),
        PointSitting.Readiness.of(!broken.isEmpty(), !unchecked.isEmpty(), readyAt.isPresent()),
        broken,
        unchecked,
        new PointSitting.CheckList(
            row.getBoolean("documents_seen"),
            row.getBoolean("people_present"),
            row.getBoolean("evidence_scanned")),
        readyAt,
        Optional.ofNullable(row.getString("ready_by")),
        row.getBoolean("seated"));
  }

  private static PointTask task(ResultSet row) throws SQLException {
    return new PointTask(
        row.getString("place_id"),
        row.getString("name"),
        kinds(row.getArray("broken")),
        kinds(row.getArray("unchecked")),
        Optional.ofNullable(row.getObject("starts_at", OffsetDateTime.class)));
  }

  private static List<DeviceKind> kinds(Array array) throws SQLException {
    return Arrays.stream((String[]) array.getArray()).map(DeviceKind::valueOf).toList();
  }

  /** What the host says to have looked after. */
  public record Looked(
      Optional<Boolean> documentsSeen,
      Optional<Boolean> peoplePresent,
      Optional<Boolean> evidenceScanned) {}

  private void told(Handle handle, Staff staff, String action, String what) {
    audit.record(handle, staff.id(), action, what, "", AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
