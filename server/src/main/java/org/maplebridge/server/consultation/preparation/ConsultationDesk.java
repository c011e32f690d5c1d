package org.maplebridge.server.consultation.preparation;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.AgeBand;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;

/** A counsellor's consultations. They exist for that counsellor alone. Blocking. */
public final class ConsultationDesk implements RoomListener {

  /** Refuses everybody but the counsellor, administrators too. */
  public static final String COUNSELLOR_ONLY = "consultation.counsellor-only";

  private final Jdbi jdbi;
  private final ConsultationStore store;
  private final SittingStore sittings;
  private final Vault vault;
  private final AuditLog audit;
  private final InstantSource clock;

  public ConsultationDesk(
      Jdbi jdbi,
      ConsultationStore store,
      SittingStore sittings,
      Vault vault,
      AuditLog audit,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.sittings = sittings;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /** A consultation in a list. */
  public record Entry(
      String sittingId,
      String number,
      String alias,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      SittingState state,
      boolean ready,
      int notes,
      Optional<OffsetDateTime> closedAt) {}

  /**
   * The counsellor's consultations, the next one first, then those that are over.
   *
   * @throws ProblemException {@value #COUNSELLOR_ONLY}
   */
  public List<Entry> list(Staff staff) {
    requireCounsellor(staff, staff.id());
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select e.sitting_id, c.number, c.alias, s.starts_at, s.ends_at, s.state,
                      e.closed_at,
                      not exists (select 1 from sitting_participant p where p.sitting_id = s.id
                        and cardinality(array_remove(p.hindrances, 'RECORDING_UNSIGNED')) > 0)
                        as ready,
                      (select count(*) from counselling.note n where n.sitting_id = s.id) as notes
                    from counselling.session e
                    join counselling.client c on c.id = e.client_id
                    join sitting s on s.id = e.sitting_id
                    where e.counsellor_id = :staff and s.state <> 'CANCELLED'
                    order by s.state = 'ENDED', case when s.state = 'ENDED' then null
                      else s.starts_at end, s.starts_at desc limit 100
                    """)
                .bind("staff", staff.id())
                .map(ConstructorMapper.of(Entry.class))
                .list());
  }

  /**
   * One consultation with what the client said beforehand.
   *
   * @throws ProblemException {@value #COUNSELLOR_ONLY}, {@code sitting.unknown}
   */
  public Detail detail(Staff staff, String sittingId) {
    return jdbi.inTransaction(
        handle -> {
          Session session = own(handle, staff, sittingId);
          audit.recordReading(handle, staff.id(), "consultation.read", sittingId, "");
          return detail(handle, session);
        });
  }

  /**
   * Where the counsellor is.
   *
   * @throws ProblemException as {@link #detail}, and {@code consultation.bad-place}
   */
  public Detail place(Staff staff, String sittingId, String place) {
    if (PreparationDesk.isUnusable(place)) {
      throw new ProblemException("consultation.bad-place", 422);
    }
    return jdbi.inTransaction(
        handle -> {
          Session session = own(handle, staff, sittingId);
          store.counsellorPlace(handle, sittingId, vault.seal(handle, staff.id(), place.strip()));
          session.counsellorPlace().ifPresent(old -> vault.drop(handle, old));
          sittings.clear(handle, session.counsellorSeat(), Hindrance.PLACE_UNKNOWN);
          return detail(handle, own(handle, staff, sittingId));
        });
  }

  /**
   * The counsellor is done with it, notes included.
   *
   * @throws ProblemException as {@link #detail}, and {@code consultation.not-over}, {@code
   *     consultation.no-notes}
   */
  public Detail close(Staff staff, String sittingId) {
    return jdbi.inTransaction(
        handle -> {
          own(handle, staff, sittingId);
          if (sittings.find(handle, sittingId).orElseThrow().state() != SittingState.ENDED) {
            throw new ProblemException("consultation.not-over", 409);
          }
          if (notes(handle, sittingId) == 0) {
            throw new ProblemException("consultation.no-notes", 409);
          }
          store.close(handle, sittingId, clock.instant().atOffset(ZoneOffset.UTC));
          audit.record(
              handle, staff.id(), "consultation.close", sittingId, "", AuditLog.Outcome.ALLOWED);
          return detail(handle, own(handle, staff, sittingId));
        });
  }

  /** A consent taken back takes its signature's force away. */
  @Override
  public void onEvent(RoomEvent event) {
    if (event.kind() == Kind.CONSENT_WITHDRAWN) {
      jdbi.useTransaction(
          handle ->
              store
                  .session(handle, event.sittingId())
                  .filter(
                      session -> event.participantId().equals(Optional.of(session.clientSeat())))
                  .ifPresent(
                      session ->
                          sittings.hinder(
                              handle, session.clientSeat(), Hindrance.RECORDING_UNSIGNED)));
    }
  }

  /**
   * A consultation of this counsellor.
   *
   * @throws ProblemException {@value #COUNSELLOR_ONLY}, {@code sitting.unknown}
   */
  public Session own(Handle handle, Staff staff, String sittingId) {
    Session session =
        store
            .session(handle, sittingId)
            .orElseThrow(() -> new ProblemException("sitting.unknown", 404));
    try {
      requireCounsellor(staff, session.counsellorId());
    } catch (ProblemException refusal) {
      audit.record(
          staff.id(), "consultation.read", sittingId, refusal.id(), AuditLog.Outcome.REFUSED);
      throw refusal;
    }
    return session;
  }

  private static void requireCounsellor(Staff staff, String counsellorId) {
    boolean own = staff.id().equals(counsellorId);
    if (!Permissions.allows(staff, Action.COUNSEL, new Relation(own, false))) {
      throw new ProblemException(COUNSELLOR_ONLY, 403);
    }
  }

  private Detail detail(Handle handle, Session session) {
    Client client = store.client(handle, session.clientId()).orElseThrow();
    Sitting sitting = sittings.find(handle, session.sittingId()).orElseThrow();
    return new Detail(
        sitting.id(),
        SittingKind.CONSULTATION,
        client.number(),
        client.alias(),
        client.ageBand(),
        sitting.startsAt(),
        sitting.endsAt(),
        sitting.state(),
        missing(sitting, session.clientSeat()),
        missing(sitting, session.counsellorSeat()),
        vault.open(handle, client.phone()),
        opened(handle, session.place()),
        opened(handle, session.contact()),
        opened(handle, session.contactPhone()),
        opened(handle, session.counsellorPlace()),
        notes(handle, sitting.id()),
        recording(handle, sitting.id()),
        session.closedAt());
  }

  private static List<Hindrance> missing(Sitting sitting, String seat) {
    return List.copyOf(sitting.participant(seat).orElseThrow().hindrances());
  }

  private Optional<String> opened(Handle handle, Optional<String> id) {
    return id.map(text -> vault.open(handle, text));
  }

  private static Optional<String> recording(Handle handle, String sittingId) {
    return handle
        .createQuery("select id from recording where sitting_id = :id")
        .bind("id", sittingId)
        .mapTo(String.class)
        .findOne();
  }

  private static int notes(Handle handle, String sittingId) {
    return handle
        .createQuery("select count(*) from counselling.note where sitting_id = :id")
        .bind("id", sittingId)
        .mapTo(Integer.class)
        .one();
  }

  /** A consultation in its counsellor's eyes. */
  public record Detail(
      String sittingId,
      SittingKind kind,
      String number,
      String alias,
      AgeBand ageBand,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      SittingState state,
      List<Hindrance> clientMissing,
      List<Hindrance> counsellorMissing,
      String phone,
      Optional<String> place,
      Optional<String> contact,
      Optional<String> contactPhone,
      Optional<String> counsellorPlace,
      int notes,
      Optional<String> recordingId,
      Optional<OffsetDateTime> closedAt) {

    public Detail {
      clientMissing = List.copyOf(clientMissing);
      counsellorMissing = List.copyOf(counsellorMissing);
    }
  }
}
