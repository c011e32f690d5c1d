package org.maplebridge.server.expert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.persistence.Violation;

/** The panel and its shifts. Blocking. */
public final class ExpertRoster {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int LONGEST_TEXT = 500;

  private final Jdbi jdbi;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  public ExpertRoster(Jdbi jdbi, AuditLog audit, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Everybody on the panel with the shifts to come; who is on duty first, in the order they are
   * rung.
   *
   * @throws ProblemException {@code case.not-permitted}
   */
  public List<Expert> all(Staff staff) {
    CaseScope.require(staff, Action.READ_ROSTER);
    return jdbi.withHandle(
        handle -> {
          Map<String, List<Expert.Shift>> shifts = shifts(handle);
          return handle
              .createQuery(
                  """
                  select e.*, s.name, exists (select 1 from expert_shift h
                    where h.expert_id = e.staff_id and h.during @> cast(:now as timestamptz))
                    as on_duty
                  from expert e join staff s on s.id = e.staff_id where s.active
                  order by on_duty desc, e.last_served_at nulls first, e.served, e.staff_id
                  """)
              .bind("now", now())
              .map((row, context) -> expert(row, shifts))
              .list();
        });
  }

  /**
   * Puts somebody on the panel, or changes what is known of them.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code expert.bad-entry}
   */
  public void put(Staff staff, Entry entry) {
    CaseScope.require(staff, Action.KEEP_ROSTER);
    if (entry.specialties().isEmpty()
        || entry.introduction().length() > LONGEST_TEXT
        || !entry.phone().matches("[0-9+-]{5,20}")) {
      throw new ProblemException("expert.bad-entry", 422);
    }
    try {
      jdbi.useTransaction(
          handle -> {
            handle
                .createUpdate(
                    """
                    insert into expert (staff_id, category, specialties, phone, introduction)
                    values (:staffId, :category, :specialties, :phone, :introduction)
                    on conflict (staff_id) do update set category = excluded.category,
                      specialties = excluded.specialties, phone = excluded.phone,
                      introduction = excluded.introduction
                    """)
                .bind("staffId", entry.staffId())
                .bind("category", entry.category())
                .bindArray("specialties", String.class, entry.specialties())
                .bind("phone", entry.phone())
                .bind("introduction", entry.introduction())
                .execute();
            told(handle, staff, "expert.put", entry.staffId());
          });
    } catch (UnableToExecuteStatementException failure) {
      throw translated(failure, Violation.FOREIGN_KEY, "expert.bad-entry", 422);
    }
  }

  /**
   * Adds a shift.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code expert.unknown}, {@code
   *     expert.bad-shift}, {@code expert.shift-overlaps}
   */
  public void addShift(Staff staff, String expertId, NewShift shift) {
    CaseScope.require(staff, Action.KEEP_ROSTER);
    Duration length = Duration.between(shift.from(), shift.to());
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw new ProblemException("expert.bad-shift", 422);
    }
    try {
      jdbi.useTransaction(
          handle -> {
            requireExpert(handle, expertId);
            handle
                .createUpdate(
                    """
                    insert into expert_shift (id, expert_id, during)
                    values (:id, :expert, tstzrange(:from, :to))
                    """)
                .bind("id", ids.next())
                .bind("expert", expertId)
                .bindMethods(shift)
                .execute();
            told(handle, staff, "expert.add-shift", expertId);
          });
    } catch (UnableToExecuteStatementException failure) {
      throw translated(failure, Violation.EXCLUSION, "expert.shift-overlaps", 409);
    }
  }

  /** Takes a shift out. Idempotent. */
  public void removeShift(Staff staff, String expertId, String shiftId) {
    CaseScope.require(staff, Action.KEEP_ROSTER);
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "delete from expert_shift where id = ? and expert_id = ?", shiftId, expertId);
          told(handle, staff, "expert.remove-shift", expertId);
        });
  }

  private void told(Handle handle, Staff staff, String action, String expertId) {
    audit.record(handle, staff.id(), action, expertId, "", AuditLog.Outcome.ALLOWED);
  }

  private static void requireExpert(Handle handle, String expertId) {
    boolean known =
        handle
            .createQuery("select exists (select 1 from expert where staff_id = :id)")
            .bind("id", expertId)
            .mapTo(Boolean.class)
            .one();
    if (!known) {
      throw new ProblemException("expert.unknown", 404);
    }
  }

  private static RuntimeException translated(
      UnableToExecuteStatementException failure, Violation broken, String problem, int status) {
    return Violation.of(failure).equals(Optional.of(broken))
        ? new ProblemException(problem, status)
        : failure;
  }

  private Map<String, List<Expert.Shift>> shifts(Handle handle) {
    return handle
        .createQuery(
            """
            select expert_id, id, lower(during) as starts, upper(during) as ends from expert_shift
            where upper(during) > :now order by starts
            """)
        .bind("now", now())
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("expert_id"),
                    new Expert.Shift(
                        row.getString("id"),
                        row.getObject("starts", OffsetDateTime.class),
                        row.getObject("ends", OffsetDateTime.class))))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Expert expert(ResultSet row, Map<String, List<Expert.Shift>> shifts)
      throws SQLException {
    String id = row.getString("staff_id");
    return new Expert(
        id,
        row.getString("name"),
        ExpertCategory.valueOf(row.getString("category")),
        List.of((String[]) row.getArray("specialties").getArray()),
        row.getString("introduction"),
        row.getInt("served"),
        Optional.ofNullable(row.getObject("last_served_at", OffsetDateTime.class)),
        row.getBoolean("on_duty"),
        shifts.getOrDefault(id, List.of()));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /**
   * Somebody for the panel.
   *
   * @param phone where they are rung besides on their page
   */
  public record Entry(
      String staffId,
      ExpertCategory category,
      List<String> specialties,
      String phone,
      String introduction) {

    public Entry {
      specialties = List.copyOf(specialties);
    }
  }

  /** A shift to be added. */
  public record NewShift(OffsetDateTime from, OffsetDateTime to) {}
}
