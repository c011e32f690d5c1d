package org.maplebridge.server.dossier.retention;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;

/**
 * Places and releases legal holds: while one stands, nothing of the case is destroyed. Blocking.
 */
public final class HoldDesk {
  private static final int LONGEST_REASON = 200;

  private final Jdbi jdbi;
  private final CaseDesk cases;
  private final CaseStory story;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  public HoldDesk(
      Jdbi jdbi, CaseDesk cases, CaseStory story, AuditLog audit, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.story = story;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Places a hold.
   *
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}, {@code
   *     hold.bad-reason}
   */
  public void place(Staff staff, String caseId, String reason) {
    CaseScope.require(staff, Action.HOLD_DOSSIER);
    String words = reason.strip();
    if (words.length() < 2 || words.length() > LONGEST_REASON) {
      throw new ProblemException("hold.bad-reason", 422);
    }
    jdbi.useTransaction(
        handle -> {
          cases.visible(handle, staff, caseId);
          String id = ids.next();
          handle
              .createUpdate(
                  """
                  insert into legal_hold (id, case_id, reason, placed_at, placed_by)
                  values (:id, :caseId, :reason, :at, :staffId)
                  """)
              .bind("id", id)
              .bind("caseId", caseId)
              .bind("reason", words)
              .bind("at", now())
              .bind("staffId", staff.id())
              .execute();
          story.add(handle, caseId, "hold-placed", Optional.of(staff.name()), words);
          audit.record(handle, staff.id(), "hold.place", id, words, AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * Releases a hold.
   *
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}, {@code hold.unknown}
   */
  public void release(Staff staff, String caseId, String id) {
    CaseScope.require(staff, Action.HOLD_DOSSIER);
    jdbi.useTransaction(
        handle -> {
          cases.visible(handle, staff, caseId);
          int released =
              handle
                  .createUpdate(
                      """
                      update legal_hold set released_at = :at, released_by = :staffId
                      where id = :id and case_id = :caseId and released_at is null
                      """)
                  .bind("at", now())
                  .bind("staffId", staff.id())
                  .bind("id", id)
                  .bind("caseId", caseId)
                  .execute();
          if (released == 0) {
            throw new ProblemException("hold.unknown", 404);
          }
          story.add(handle, caseId, "hold-released", Optional.of(staff.name()));
          audit.record(handle, staff.id(), "hold.release", id, "", AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * The holds that stand, oldest first.
   *
   * @throws ProblemException {@code case.unknown}
   */
  public List<Hold> standing(Staff staff, String caseId) {
    return jdbi.withHandle(
        handle -> {
          cases.visible(handle, staff, caseId);
          return standing(handle, caseId);
        });
  }

  static List<Hold> standing(Handle handle, String caseId) {
    return handle
        .createQuery(
            """
            select h.id, h.reason, h.placed_at, s.name as placed_by
            from legal_hold h join staff s on s.id = h.placed_by
            where h.case_id = :id and h.released_at is null order by h.placed_at
            """)
        .bind("id", caseId)
        .map(ConstructorMapper.of(Hold.class))
        .list();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** A hold that stands. */
  public record Hold(String id, String reason, OffsetDateTime placedAt, String placedBy) {}
}
