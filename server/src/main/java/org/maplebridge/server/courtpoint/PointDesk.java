package org.maplebridge.server.courtpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.persistence.Violation;
import org.maplebridge.signaling.schedule.Clash;
import org.maplebridge.signaling.schedule.Closure;
import org.maplebridge.signaling.schedule.Schedule;

/** Court points: what they have, whether it works, and when they are taken or closed. Blocking. */
public final class PointDesk {
  private static final int LONGEST_TEXT = 200;
  private static final Duration LONGEST_CLOSURE = Duration.ofDays(366);
  private static final Duration FUTURE = Duration.ofDays(366);

  private final Jdbi jdbi;
  private final Schedule schedule;
  private final PointStore store = new PointStore();
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  public PointDesk(Jdbi jdbi, Schedule schedule, AuditLog audit, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.schedule = schedule;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The points the caller reaches, and what takes them within a time.
   *
   * @throws ProblemException {@code case.not-permitted}
   */
  public Calendar calendar(Staff staff, OffsetDateTime from, OffsetDateTime to) {
    CaseScope.require(staff, Action.READ_COURT_POINT);
    return jdbi.withHandle(
        handle ->
            new Calendar(
                store.reached(handle, staff, now()),
                store.occupations(handle, staff, Optional.empty(), from, to)));
  }

  /**
   * A point with its latest checks and what takes it from now on.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code point.unknown}
   */
  public Detail detail(Staff staff, String id) {
    CaseScope.require(staff, Action.READ_COURT_POINT);
    OffsetDateTime now = now();
    return jdbi.withHandle(
        handle ->
            new Detail(
                require(handle, staff, id),
                store.latestChecks(handle, id),
                store.occupations(handle, staff, Optional.of(id), now, now.plus(FUTURE))));
  }

  /**
   * Changes what is known of a point.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code point.unknown}, {@code
   *     point.bad-entry}, {@code point.bad-host}
   */
  public void change(Staff staff, String id, Entry entry) {
    CaseScope.require(staff, Action.KEEP_COURT_POINT);
    requireText(entry.address());
    try {
      jdbi.useTransaction(
          handle -> {
            require(handle, staff, id);
            entry.hostId().ifPresent(host -> requireHost(handle, host));
            handle
                .createUpdate(
                    """
                    update court_point set address = :address, host_id = :hostId,
                      change_over_minutes = :changeOverMinutes, longitude = :longitude,
                      latitude = :latitude
                    where place_id = :id
                    """)
                .bindMethods(entry)
                .bind("longitude", entry.position().map(CourtPoint.Position::longitude))
                .bind("latitude", entry.position().map(CourtPoint.Position::latitude))
                .bind("id", id)
                .execute();
            told(handle, staff, "court-point.change", id);
          });
    } catch (UnableToExecuteStatementException failure) {
      throw Violation.of(failure).equals(Optional.of(Violation.CHECK)) ? badEntry() : failure;
    }
  }

  /** Adds a device. */
  public void addDevice(Staff staff, String id, NewDevice device) {
    CaseScope.require(staff, Action.KEEP_COURT_POINT);
    jdbi.useTransaction(
        handle -> {
          require(handle, staff, id);
          handle.execute(
              "insert into court_device (id, place_id, kind, needed) values (?, ?, ?, ?)",
              ids.next(),
              id,
              device.kind().name(),
              device.needed());
          told(handle, staff, "court-point.add-device", id);
        });
  }

  /** Takes a device out, with its checks. Idempotent. */
  public void removeDevice(Staff staff, String id, String deviceId) {
    CaseScope.require(staff, Action.KEEP_COURT_POINT);
    jdbi.useTransaction(
        handle -> {
          handle.execute("delete from court_device where id = ? and place_id = ?", deviceId, id);
          told(handle, staff, "court-point.remove-device", id);
        });
  }

  /**
   * Keeps what was found when devices were tried. One that is out of order makes the room unready.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code point.unknown}, {@code
   *     point.unknown-device}, {@code point.finding-missing}, {@code point.bad-entry}
   */
  public void checked(Staff staff, String id, List<Found> found) {
    jdbi.useTransaction(
        handle -> {
          CourtPoint point = requireOwn(handle, staff, id);
          store.lock(handle, id);
          for (Found one : found) {
            Device device =
                point.devices().stream()
                    .filter(known -> known.id().equals(one.deviceId()))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException("point.unknown-device", 404));
            checked(handle, staff, device, one);
          }
          if (found.stream().anyMatch(one -> !one.working())) {
            store.unready(handle, id);
          }
        });
  }

  private void checked(Handle handle, Staff staff, Device device, Found found) {
    if (!found.working() && found.finding().isBlank()) {
      throw new ProblemException("point.finding-missing", 422);
    }
    if (found.finding().length() > LONGEST_TEXT) {
      throw badEntry();
    }
    handle.execute(
        """
        insert into court_device_check (device_id, checked_at, checked_by, working, finding)
        values (?, ?, ?, ?, ?)
        """,
        device.id(),
        now(),
        staff.id(),
        found.working(),
        found.finding().strip());
    told(handle, staff, found.working() ? "device.works" : "device.out-of-order", device.id());
  }

  /**
   * Closes a point for a time in which no sitting is.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code point.unknown}, {@code
   *     point.bad-closure}, {@code point.bad-entry}, {@code point.taken}
   */
  public void close(Staff staff, String id, NewClosure wanted) {
    Duration length = Duration.between(wanted.from(), wanted.to());
    if (!length.isPositive()
        || length.compareTo(LONGEST_CLOSURE) > 0
        || !wanted.to().isAfter(now())) {
      throw new ProblemException("point.bad-closure", 422);
    }
    requireText(wanted.reason());
    jdbi.useHandle(handle -> requireOwn(handle, staff, id));
    Closure closure =
        new Closure(ids.next(), id, wanted.from(), wanted.to(), wanted.reason().strip());
    Optional<Clash> clash =
        schedule.close(closure, handle -> told(handle, staff, "court-point.close", id));
    if (clash.isPresent()) {
      throw new ProblemException("point.taken", 409).with("clash", clash.get());
    }
  }

  /** Opens a point again. Idempotent. */
  public void reopen(Staff staff, String id, String closureId) {
    jdbi.useTransaction(
        handle -> {
          requireOwn(handle, staff, id);
          handle.execute(
              """
              delete from place_closure where id = ? and id in
                (select closure_id from sitting_claim where occupied_id = ?)
              """,
              closureId,
              id);
          told(handle, staff, "court-point.reopen", id);
        });
  }

  private CourtPoint require(Handle handle, Staff staff, String id) {
    return store
        .find(handle, staff, id, now())
        .orElseThrow(() -> new ProblemException("point.unknown", 404));
  }

  /** A point the caller sees to, or keeps for the district. */
  private CourtPoint requireOwn(Handle handle, Staff staff, String id) {
    CaseScope.require(staff, Action.SEE_TO_COURT_POINT);
    CourtPoint point = require(handle, staff, id);
    boolean own = point.host().filter(host -> host.id().equals(staff.id())).isPresent();
    if (!Permissions.allows(staff, Action.SEE_TO_COURT_POINT, new Relation(own, false))) {
      throw new ProblemException("case.not-permitted", 403);
    }
    return point;
  }

  private static void requireHost(Handle handle, String hostId) {
    boolean host =
        handle
            .createQuery(
                "select exists (select 1 from staff where id = :id and role = :role and active)")
            .bind("id", hostId)
            .bind("role", StaffRole.COURT_HOST)
            .mapTo(Boolean.class)
            .one();
    if (!host) {
      throw new ProblemException("point.bad-host", 422);
    }
  }

  private static void requireText(String text) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw badEntry();
    }
  }

  private static ProblemException badEntry() {
    return new ProblemException("point.bad-entry", 422);
  }

  private void told(Handle handle, Staff staff, String action, String what) {
    audit.record(handle, staff.id(), action, what, "", AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Points and what takes them. */
  public record Calendar(List<CourtPoint> points, List<Occupation> occupations) {}

  /** A point, its latest checks, and what takes it from now on. */
  public record Detail(
      CourtPoint point, List<CourtPoint.Check> checks, List<Occupation> occupations) {}

  /** What may be changed of a point. */
  public record Entry(
      String address,
      Optional<String> hostId,
      int changeOverMinutes,
      Optional<CourtPoint.Position> position) {}

  /** A device to be added. */
  public record NewDevice(DeviceKind kind, boolean needed) {}

  /** What was found when a device was tried. */
  public record Found(String deviceId, boolean working, String finding) {}

  /** A time for which a point is to be closed. */
  public record NewClosure(OffsetDateTime from, OffsetDateTime to, String reason) {}
}
