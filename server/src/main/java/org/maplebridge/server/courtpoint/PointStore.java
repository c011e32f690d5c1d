package org.maplebridge.server.courtpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Scope;
import org.maplebridge.server.access.Staff;

/** The rows of court points, within the caller's transaction. */
final class PointStore {

  /** As many checks as a point's page shows. */
  private static final int LATEST = 20;

  /** Which points a role reaches; needs {@link #bind}. */
  static final String REACHED = " (:reachesAll or c.host_id = :reachingStaff) ";

  private static final String LOOKED_AT =
      REACHED + " and (cast(:point as text) is null or c.place_id = :point) ";

  /** What a point {@code c} needs and has out of order. */
  static final String BROKEN =
      """
      select d.kind from court_device_now d
      where d.place_id = c.place_id and d.needed and not d.working
      """;

  private static final String POINT =
      """
      select p.id, p.name, t.code as town_code, t.name as town_name, c.address, h.id as host_id,
        h.name as host_name, c.change_over_minutes, c.longitude, c.latitude,
        not exists (
      """
          + BROKEN
          + """
          ) and not exists (select 1 from sitting_claim k where k.what = 'PLACE'
            and k.occupied_id = c.place_id and k.closure_id is not null
            and k.during @> cast(:now as timestamptz)) as open
      from court_point c
      join place p on p.id = c.place_id
      join org_unit u on u.code = p.org_code
      join org_unit t on t.path = subpath(u.path, 0, 2)
      left join staff h on h.id = c.host_id and h.active
      """;

  List<CourtPoint> reached(Handle handle, Staff staff, OffsetDateTime now) {
    Map<String, List<Device>> devices = devices(handle);
    return bind(
            handle.createQuery(POINT + " where " + REACHED + " order by p.org_code, p.id"),
            staff,
            Action.READ_COURT_POINT)
        .bind("now", now)
        .map((row, context) -> point(row, devices))
        .list();
  }

  Optional<CourtPoint> find(Handle handle, Staff staff, String id, OffsetDateTime now) {
    Map<String, List<Device>> devices = devices(handle);
    return bind(
            handle.createQuery(POINT + " where p.id = :id and " + REACHED),
            staff,
            Action.READ_COURT_POINT)
        .bind("id", id)
        .bind("now", now)
        .map((row, context) -> point(row, devices))
        .findOne();
  }

  /**
   * What takes the points one reaches within a time, by its start.
   *
   * @param point the only one to look at
   */
  List<Occupation> occupations(
      Handle handle, Staff staff, Optional<String> point, OffsetDateTime from, OffsetDateTime to) {
    return bind(
            handle.createQuery(
                """
                select c.place_id as point_id, s.id, s.starts_at, s.ends_at,
                  s.case_number as number, s.kind, s.state, null as reason
                from sitting s join court_point c on c.place_id = s.place_id
                where s.state <> 'CANCELLED' and s.ends_at > :from and s.starts_at < :to and
                """
                    + LOOKED_AT
                    + """
                      union all
                      select c.place_id, k.closure_id, lower(k.during), upper(k.during),
                        null, null, null, l.reason
                      from sitting_claim k join place_closure l on l.id = k.closure_id
                      join court_point c on c.place_id = k.occupied_id
                      where k.during && tstzrange(:from, :to) and
                      """
                    + LOOKED_AT
                    + " order by starts_at, id"),
            staff,
            Action.READ_COURT_POINT)
        .bind("point", point)
        .bind("from", from)
        .bind("to", to)
        .map(ConstructorMapper.of(Occupation.class))
        .list();
  }

  List<CourtPoint.Check> latestChecks(Handle handle, String id) {
    return handle
        .createQuery(
            """
            select c.device_id, d.kind, c.checked_at, s.name as checked_by, c.working, c.finding
            from court_device_check c join court_device d on d.id = c.device_id
            join staff s on s.id = c.checked_by
            where d.place_id = :id order by c.id desc limit :most
            """)
        .bind("id", id)
        .bind("most", LATEST)
        .map(ConstructorMapper.of(CourtPoint.Check.class))
        .list();
  }

  /** Keeps others from judging or changing a point's devices until the transaction ends. */
  void lock(Handle handle, String id) {
    handle.execute("select 1 from court_point where place_id = ? for update", id);
  }

  /** A room that was reported ready is not any more, once something of it breaks. */
  void unready(Handle handle, String id) {
    handle.execute(
        """
        update court_check_list l set ready_at = null, ready_by = null from sitting s
        where s.id = l.sitting_id and s.place_id = ? and s.state not in ('ENDED', 'CANCELLED')
        """,
        id);
  }

  static <T extends SqlStatement<T>> T bind(T statement, Staff staff, Action action) {
    return statement
        .bind("reachesAll", Permissions.scope(staff.role(), action) == Scope.DISTRICT)
        .bind("reachingStaff", staff.id());
  }

  private static Map<String, List<Device>> devices(Handle handle) {
    return handle
        .createQuery("select * from court_device_now order by needed desc, kind, id")
        .map((row, context) -> Map.entry(row.getString("place_id"), device(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        row.getString("id"),
        DeviceKind.valueOf(row.getString("kind")),
        row.getBoolean("needed"),
        row.getBoolean("working"),
        Optional.ofNullable(row.getObject("checked_at", OffsetDateTime.class)),
        Optional.ofNullable(row.getString("checked_by")),
        row.getString("finding"));
  }

  private static CourtPoint point(ResultSet row, Map<String, List<Device>> devices)
      throws SQLException {
    String id = row.getString("id");
    String hostId = row.getString("host_id");
    double longitude = row.getDouble("longitude");
    boolean placed = !row.wasNull();
    return new CourtPoint(
        id,
        row.getString("name"),
        row.getString("town_code"),
        row.getString("town_name"),
        row.getString("address"),
        hostId == null
            ? Optional.empty()
            : Optional.of(new CourtPoint.Host(hostId, row.getString("host_name"))),
        row.getInt("change_over_minutes"),
        placed
            ? Optional.of(new CourtPoint.Position(longitude, row.getDouble("latitude")))
            : Optional.empty(),
        row.getBoolean("open"),
        devices.getOrDefault(id, List.of()));
  }
}
