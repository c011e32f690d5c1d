package org.maplebridge.server.consultation.crisis;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.preparation.ConsultationDesk;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.room.RoomListener;

/**
 * The ladder L0 to L3. A level is set in the room, which starts the clock; those on duty see the
 * number, never the person. What came of it is looked at by somebody else. Blocking.
 */
public final class CrisisDesk implements RoomListener {
  private static final int LONGEST = 2_000;

  private final Jdbi jdbi;
  private final CrisisStore store = new CrisisStore();
  private final ConsultationStore consultations;
  private final ConsultationDesk desk;
  private final Vault vault;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  public CrisisDesk(
      Jdbi jdbi,
      ConsultationStore consultations,
      ConsultationDesk desk,
      Vault vault,
      AuditLog audit,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.consultations = consultations;
    this.desk = desk;
    this.vault = vault;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** The counsellor set a level in the room. */
  @Override
  public void onEvent(RoomEvent event) {
    if (event.kind() == Kind.STEP_TAKEN && event.rule().equals(Optional.of("set-crisis"))) {
      jdbi.useTransaction(
          handle ->
              consultations
                  .session(handle, event.sittingId())
                  .ifPresent(session -> follow(handle, session)));
    }
  }

  private void follow(Handle handle, Session session) {
    CrisisLevel level = store.roomLevel(handle, session.sittingId());
    Optional<CrisisStore.Row> open = store.open(handle, session.sittingId());
    if (level == CrisisLevel.L0) {
      return; // calm in the room; the crisis ends when its counsellor has said what came of it
    }
    String id = open.map(CrisisStore.Row::id).orElseGet(ids::next);
    if (open.isEmpty()) {
      store.insert(handle, id, session.sittingId(), session.counsellorId(), level, now());
    } else if (open.get().level().compareTo(level) < 0) {
      store.raise(handle, id, level);
    }
    store.require(handle, id, level, now());
    audited(handle, session.counsellorId(), "crisis.level", session.sittingId(), level.name());
  }

  /**
   * The crisis of one's own consultation, if there is one.
   *
   * @throws ProblemException {@code consultation.counsellor-only}, {@code sitting.unknown}
   */
  public Optional<Crisis> of(Staff staff, String sittingId) {
    return jdbi.inTransaction(
        handle -> {
          desk.own(handle, staff, sittingId);
          return store.open(handle, sittingId).map(row -> crisis(handle, row));
        });
  }

  /**
   * Crises that are not looked at yet.
   *
   * @throws ProblemException {@code consultation.not-on-duty}
   */
  public List<Crisis> list(Staff staff) {
    requireOnDuty(staff);
    return jdbi.withHandle(
        handle -> store.unreviewed(handle).stream().map(row -> crisis(handle, row)).toList());
  }

  /**
   * Something that was to be done is done.
   *
   * @throws ProblemException {@code consultation.not-on-duty}, {@code crisis.unknown}, {@code
   *     crisis.another-person}
   */
  public Crisis done(Staff staff, String id, Duty duty) {
    requireOnDuty(staff);
    return jdbi.inTransaction(
        handle -> {
          CrisisStore.Row row = find(handle, id);
          if (duty.isForAnother() && row.counsellorId().equals(staff.id())) {
            throw new ProblemException("crisis.another-person", 403);
          }
          store.done(handle, id, duty, staff.id(), now());
          audited(handle, staff.id(), "crisis.step", row.sittingId(), duty.name());
          return crisis(handle, row);
        });
  }

  /**
   * The counsellor says what came of it.
   *
   * @throws ProblemException as {@link #of}, and {@code crisis.unknown}, {@code crisis.still},
   *     {@code crisis.bad-text}
   */
  public void end(Staff staff, String sittingId, String outcome) {
    requireText(outcome);
    jdbi.useTransaction(
        handle -> {
          desk.own(handle, staff, sittingId);
          CrisisStore.Row row =
              store
                  .open(handle, sittingId)
                  .orElseThrow(() -> new ProblemException("crisis.unknown", 404));
          if (store.roomLevel(handle, sittingId) == CrisisLevel.L3) {
            throw new ProblemException("crisis.still", 409);
          }
          store.end(handle, row.id(), vault.seal(handle, staff.id(), outcome), now());
          audited(handle, staff.id(), "crisis.end", sittingId, row.level().name());
        });
  }

  /**
   * Another person has looked at it.
   *
   * @throws ProblemException {@code consultation.not-on-duty}, {@code crisis.unknown}, {@code
   *     crisis.another-person}, {@code crisis.not-over}, {@code crisis.bad-text}
   */
  public void review(Staff staff, String id, String note) {
    requireOnDuty(staff);
    requireText(note);
    jdbi.useTransaction(
        handle -> {
          CrisisStore.Row row = find(handle, id);
          if (row.counsellorId().equals(staff.id())) {
            throw new ProblemException("crisis.another-person", 403);
          }
          if (row.endedAt().isEmpty()) {
            throw new ProblemException("crisis.not-over", 409);
          }
          store.review(handle, id, staff.id(), vault.seal(handle, staff.id(), note), now());
          audited(handle, staff.id(), "crisis.review", row.sittingId(), "");
        });
  }

  private CrisisStore.Row find(Handle handle, String id) {
    return store.find(handle, id).orElseThrow(() -> new ProblemException("crisis.unknown", 404));
  }

  private Crisis crisis(Handle handle, CrisisStore.Row row) {
    List<Crisis.Step> steps =
        store.steps(handle, row.id()).stream()
            .map(s -> new Crisis.Step(s.duty(), s.dueAt(), s.doneAt(), s.duty().isForAnother()))
            .toList();
    return new Crisis(
        row.id(),
        row.sittingId(),
        row.number(),
        row.counsellorId(),
        row.counsellor(),
        row.level(),
        row.raisedAt(),
        row.endedAt(),
        steps);
  }

  static void requireOnDuty(Staff staff) {
    if (!Permissions.allows(staff, Action.SUPERVISE_COUNSELLING, new Relation(false, true))) {
      throw new ProblemException("consultation.not-on-duty", 403);
    }
  }

  static void requireText(String text) {
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw new ProblemException("crisis.bad-text", 422);
    }
  }

  private void audited(Handle handle, String by, String action, String sittingId, String what) {
    audit.record(handle, by, action, sittingId, what, AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** A crisis as those on duty see it. */
  public record Crisis(
      String id,
      String sittingId,
      String number,
      String counsellorId,
      String counsellor,
      CrisisLevel level,
      OffsetDateTime raisedAt,
      Optional<OffsetDateTime> endedAt,
      List<Step> steps) {

    public Crisis {
      steps = List.copyOf(steps);
    }

    /**
     * What is to be done by when.
     *
     * @param another whether another person than the counsellor says it is done
     */
    public record Step(
        Duty duty, OffsetDateTime dueAt, Optional<OffsetDateTime> doneAt, boolean another) {}
  }
}
