package org.maplebridge.server.consultation.crisis;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.preparation.ConsultationDesk;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.protocol.CrisisLevel;

/**
 * Breaking confidentiality: the counsellor asks, another person decides, and only what was asked
 * for is told. At L3 one person may do it alone, for a reason, and another looks at it within a
 * day. Blocking.
 */
public final class DisclosureDesk {
  private static final Duration REVIEW_WITHIN = Duration.ofHours(24);

  private final Jdbi jdbi;
  private final DisclosureStore store = new DisclosureStore();
  private final CrisisStore crises = new CrisisStore();
  private final ConsultationStore consultations;
  private final ConsultationDesk desk;
  private final Vault vault;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  public DisclosureDesk(
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

  /** What is to be told to whom, and why. */
  public record Wish(Ground ground, List<Item> items, String recipient, String reason) {

    public Wish {
      items = List.copyOf(items);
    }

    private void check() {
      CrisisDesk.requireText(recipient);
      CrisisDesk.requireText(reason);
      if (items.isEmpty()) {
        throw new ProblemException("disclosure.nothing", 422);
      }
    }
  }

  /**
   * The counsellor asks for a disclosure.
   *
   * @throws ProblemException {@code consultation.counsellor-only}, {@code disclosure.nothing},
   *     {@code crisis.bad-text}
   */
  public void ask(Staff staff, String sittingId, Wish wish) {
    wish.check();
    jdbi.useTransaction(
        handle -> {
          Session session = desk.own(handle, staff, sittingId);
          insert(handle, session, staff, wish, Optional.empty());
          audited(handle, staff, "disclosure.ask", sittingId, wish);
        });
  }

  /**
   * Another person decides; where they agree they are told, to pass it on.
   *
   * @throws ProblemException {@code consultation.not-on-duty}, {@code disclosure.unknown}, {@code
   *     disclosure.two-persons}, {@code disclosure.decided}
   */
  public Optional<Disclosed> decide(Staff staff, String id, boolean approved) {
    CrisisDesk.requireOnDuty(staff);
    return jdbi.inTransaction(
        handle -> {
          DisclosureStore.Row row = find(handle, id);
          requireAnother(staff, row);
          if (row.breakGlass() || row.approved().isPresent()) {
            throw new ProblemException("disclosure.decided", 409);
          }
          store.decide(handle, id, staff.id(), approved, now());
          audit.record(
              handle,
              staff.id(),
              approved ? "disclosure.approve" : "disclosure.refuse",
              row.sittingId(),
              row.ground() + " " + row.items(),
              AuditLog.Outcome.ALLOWED);
          return approved
              ? Optional.of(told(handle, session(handle, row.sittingId()), row.items()))
              : Optional.empty();
        });
  }

  /**
   * Breaks the glass: in imminent danger one person is told at once.
   *
   * @throws ProblemException {@code consultation.not-on-duty}, {@code disclosure.not-imminent},
   *     {@code disclosure.nothing}, {@code crisis.bad-text}
   */
  public Disclosed breakGlass(Staff staff, String sittingId, Wish wish) {
    CrisisDesk.requireOnDuty(staff);
    wish.check();
    return jdbi.inTransaction(
        handle -> {
          boolean imminent =
              crises
                  .open(handle, sittingId)
                  .filter(crisis -> crisis.level() == CrisisLevel.L3)
                  .isPresent();
          if (!imminent) {
            throw new ProblemException("disclosure.not-imminent", 403);
          }
          Session session = session(handle, sittingId);
          insert(handle, session, staff, wish, Optional.of(now().plus(REVIEW_WITHIN)));
          audited(handle, staff, "disclosure.break-glass", sittingId, wish);
          return told(handle, session, wish.items());
        });
  }

  /**
   * Another person says whether the glass was rightly broken.
   *
   * @throws ProblemException {@code consultation.not-on-duty}, {@code disclosure.unknown}, {@code
   *     disclosure.two-persons}, {@code disclosure.decided}, {@code crisis.bad-text}
   */
  public void review(Staff staff, String id, boolean justified, String note) {
    CrisisDesk.requireOnDuty(staff);
    CrisisDesk.requireText(note);
    jdbi.useTransaction(
        handle -> {
          DisclosureStore.Row row = find(handle, id);
          requireAnother(staff, row);
          if (!row.breakGlass() || row.justified().isPresent()) {
            throw new ProblemException("disclosure.decided", 409);
          }
          store.review(
              handle, id, staff.id(), justified, vault.seal(handle, staff.id(), note), now());
          audit.record(
              handle,
              staff.id(),
              "disclosure.review",
              row.sittingId(),
              justified ? "justified" : "not justified",
              AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * What waits for a second person. Its reason is told to those who decide.
   *
   * @throws ProblemException {@code consultation.not-on-duty}
   */
  public List<Entry> waiting(Staff staff) {
    CrisisDesk.requireOnDuty(staff);
    return jdbi.withHandle(
        handle -> store.waiting(handle).stream().map(row -> entry(handle, staff, row)).toList());
  }

  private Entry entry(Handle handle, Staff staff, DisclosureStore.Row row) {
    return new Entry(
        row.id(),
        row.sittingId(),
        row.number(),
        row.ground(),
        row.items(),
        vault.open(handle, row.recipient()),
        vault.open(handle, row.reason()),
        row.asker(),
        row.askedAt(),
        row.breakGlass(),
        row.reviewDueAt(),
        row.askedBy().equals(staff.id()));
  }

  private void insert(
      Handle handle, Session session, Staff by, Wish wish, Optional<OffsetDateTime> reviewDueAt) {
    String owner = session.counsellorId();
    store.insert(
        handle,
        ids.next(),
        session.sittingId(),
        wish,
        new DisclosureStore.Texts(
            vault.seal(handle, owner, wish.recipient()), vault.seal(handle, owner, wish.reason())),
        by.id(),
        now(),
        reviewDueAt);
  }

  private Session session(Handle handle, String sittingId) {
    return consultations.session(handle, sittingId).orElseThrow();
  }

  private Disclosed told(Handle handle, Session session, List<Item> items) {
    Client client = consultations.client(handle, session.clientId()).orElseThrow();
    return Disclosed.of(handle, vault, client, session, items);
  }

  private DisclosureStore.Row find(Handle handle, String id) {
    return store
        .find(handle, id)
        .orElseThrow(() -> new ProblemException("disclosure.unknown", 404));
  }

  private static void requireAnother(Staff staff, DisclosureStore.Row row) {
    if (row.askedBy().equals(staff.id())) {
      throw new ProblemException("disclosure.two-persons", 403);
    }
  }

  private void audited(Handle handle, Staff by, String action, String sittingId, Wish wish) {
    audit.record(
        handle,
        by.id(),
        action,
        sittingId,
        wish.ground() + " " + wish.items(),
        AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /**
   * A disclosure that waits for a second person.
   *
   * @param mine whether the reader asked for it, and so is not that person
   */
  public record Entry(
      String id,
      String sittingId,
      String number,
      Ground ground,
      List<Item> items,
      String recipient,
      String reason,
      String askedBy,
      OffsetDateTime askedAt,
      boolean breakGlass,
      Optional<OffsetDateTime> reviewDueAt,
      boolean mine) {

    public Entry {
      items = List.copyOf(items);
    }
  }
}
