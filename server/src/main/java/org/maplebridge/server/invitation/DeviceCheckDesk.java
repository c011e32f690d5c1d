package org.maplebridge.server.invitation;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.Role;

/**
 * Equipment checks of people who come by a link. One that failed is a task for staff, who call the
 * person before the sitting begins. Blocking.
 */
public final class DeviceCheckDesk {
  private static final int LONGEST = 60;

  /** As many tasks as a list shows at once. */
  private static final int MOST = 50;

  /** Failed checks nobody saw to yet, of sittings to come; a client's only to who is in them. */
  private static final String OPEN =
      """
      select p.id as participant_id, p.name, p.role, s.id as sitting_id,
        s.case_title, s.starts_at, c.checked_at, c.microphone, c.camera,
        c.heard, c.problem, c.browser
      from device_check c
      join sitting_participant p on p.id = c.participant_id
      join sitting s on s.id = p.sitting_id
      join dispute d on d.id = s.case_id
      where c.handled_at is null and s.state not in ('ENDED', 'CANCELLED')
        and s.ends_at > :now
        and not (c.microphone and c.camera and coalesce(c.heard, true))
        and (s.kind <> 'CONSULTATION' or exists (select 1
          from sitting_participant me
          where me.sitting_id = s.id and me.person_id = :scopeStaff)) and
      """;

  private final Jdbi jdbi;
  private final JoinDesk joins;
  private final AuditLog audit;
  private final InstantSource clock;

  public DeviceCheckDesk(Jdbi jdbi, JoinDesk joins, AuditLog audit, InstantSource clock) {
    this.jdbi = jdbi;
    this.joins = joins;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Keeps what a check found. A worse one than before is a task again.
   *
   * @param address the caller's, for throttling
   * @throws ProblemException as {@link JoinDesk#view}, and {@code join.bad-check}
   */
  void checked(String code, String address, Found found) {
    if (found.browser().length() > LONGEST
        || found.problem().filter(problem -> problem.length() > LONGEST).isPresent()) {
      throw new ProblemException("join.bad-check", 422);
    }
    String participantId = joins.guest(code, address).participantId();
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into device_check (participant_id, checked_at, microphone, camera, heard,
                    problem, browser)
                  values (:id, :now, :microphone, :camera, :heard, :problem, :browser)
                  on conflict (participant_id) do update set checked_at = excluded.checked_at,
                    microphone = excluded.microphone, camera = excluded.camera,
                    heard = excluded.heard, problem = excluded.problem,
                    browser = excluded.browser, handled_at = null, handled_by = null
                  """)
              .bindMethods(found)
              .bind("id", participantId)
              .bind("now", now())
              .execute();
          audit.record(
              handle,
              participantId,
              "join.device-check",
              participantId,
              found.passed() ? "passed" : "failed",
              AuditLog.Outcome.ALLOWED);
        });
  }

  /** Failed checks nobody saw to yet, of sittings the caller may see, the soonest first. */
  List<Task> tasks(Staff staff) {
    return jdbi.withHandle(
        handle ->
            open(handle, staff, " order by s.starts_at, p.seat limit " + MOST)
                .map(ConstructorMapper.of(Task.class))
                .list());
  }

  private Query open(Handle handle, Staff staff, String which) {
    return CaseScope.bind(handle.createQuery(OPEN + CaseScope.VISIBLE + which), staff)
        .bind("now", now());
  }

  /**
   * Somebody saw to a failed check.
   *
   * @throws ProblemException {@code task.unknown}, {@code case.not-permitted}
   */
  void handled(Staff staff, String participantId) {
    require(staff, participantId);
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "update device_check set handled_at = ?, handled_by = ? where participant_id = ?",
              now(),
              staff.id(),
              participantId);
          audit.record(
              handle, staff.id(), "task.done", participantId, "", AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * The number to call somebody at whose check failed. Audited.
   *
   * @throws ProblemException {@code task.unknown}, {@code case.not-permitted}
   */
  String phone(Staff staff, String participantId) {
    require(staff, participantId);
    return jdbi.inTransaction(
        handle -> {
          audit.record(
              handle,
              staff.id(),
              "person.read-phone",
              participantId,
              "device-check",
              AuditLog.Outcome.ALLOWED);
          return handle
              .createQuery(
                  """
                  select q.phone from sitting_participant p join person q on q.id = p.person_id
                  where p.id = :id
                  """)
              .bind("id", participantId)
              .mapTo(String.class)
              .one();
        });
  }

  private void require(Staff staff, String participantId) {
    CaseScope.require(staff, Action.INVITE);
    Optional<Task> task =
        jdbi.withHandle(
            handle ->
                open(handle, staff, " and p.id = :participantId")
                    .bind("participantId", participantId)
                    .map(ConstructorMapper.of(Task.class))
                    .findOne());
    if (task.isEmpty()) {
      throw new ProblemException("task.unknown", 404);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /**
   * What a check found.
   *
   * @param microphone whether a sound was measured
   * @param camera whether a picture came
   * @param heard whether the person heard the test sound; absent where it was not played
   * @param problem the word of the page for what stands in the way
   * @param browser short name and version
   */
  public record Found(
      boolean microphone,
      boolean camera,
      Optional<Boolean> heard,
      Optional<String> problem,
      String browser) {

    boolean passed() {
      return microphone && camera && heard.orElse(true);
    }
  }

  /** A failed check somebody should see to. */
  public record Task(
      String participantId,
      String name,
      Role role,
      String sittingId,
      String caseTitle,
      OffsetDateTime startsAt,
      OffsetDateTime checkedAt,
      boolean microphone,
      boolean camera,
      Optional<Boolean> heard,
      Optional<String> problem,
      String browser) {}
}
