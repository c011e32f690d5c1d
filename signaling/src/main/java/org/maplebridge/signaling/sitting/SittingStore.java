package org.maplebridge.signaling.sitting;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.signaling.protocol.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sittings in the database. Blocking: call from virtual threads. */
public final class SittingStore implements SittingDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SittingStore.class);

  private final Jdbi jdbi;

  public SittingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Sitting> find(String sittingId) {
    return jdbi.withHandle(handle -> find(handle, sittingId));
  }

  /** As {@link #find(String)}, within the caller's transaction. */
  public Optional<Sitting> find(Handle handle, String sittingId) {
    return handle
        .createQuery("select * from sitting where id = :id")
        .bind("id", sittingId)
        .map(SittingRows.sitting(participants(handle, sittingId)))
        .findOne();
  }

  @Override
  public Sitting move(String sittingId, SittingState to) {
    return jdbi.inTransaction(handle -> move(handle, sittingId, to));
  }

  /** As {@link #move(String, SittingState)}, within the caller's transaction. */
  public Sitting move(Handle handle, String sittingId, SittingState to) {
    SittingState from = lockState(handle, sittingId);
    if (!SittingMachine.allows(from, to)) {
      throw new IllegalStateException("Sitting " + sittingId + " is " + from + ", not to be " + to);
    }
    if (from != to) {
      handle
          .createUpdate("update sitting set state = :to where id = :id")
          .bind("to", to.name())
          .bind("id", sittingId)
          .execute();
      LOG.info("Sitting {} went from {} to {}", sittingId, from, to);
    }
    return find(handle, sittingId).orElseThrow();
  }

  /** Stores a new sitting with its participants in the order given. */
  public void insert(Handle handle, Sitting sitting) {
    handle
        .createUpdate(
            """
            insert into sitting (id, case_id, platform_number, case_number, case_title, centre,
              kind, state, starts_at, ends_at, place_id)
            values (:id, :caseId, :platformNumber, :caseNumber, :caseTitle, :centre,
              :kind, :state, :startsAt, :endsAt, :placeId)
            """)
        .bindMethods(sitting)
        .bind("kind", sitting.kind().name())
        .bind("state", sitting.state().name())
        .bind("placeId", sitting.placeId())
        .execute();
    List<Participant> participants = sitting.participants();
    for (int seat = 0; seat < participants.size(); seat++) {
      insert(handle, sitting.id(), seat, participants.get(seat));
    }
  }

  /** Adds a participant behind those there are; two at once get two seats. */
  public void add(Handle handle, String sittingId, Participant participant) {
    SittingState unused = lockState(handle, sittingId);
    int seat =
        handle
            .createQuery(
                """
                select coalesce(max(seat), -1) + 1 from sitting_participant
                where sitting_id = :id
                """)
            .bind("id", sittingId)
            .mapTo(Integer.class)
            .one();
    insert(handle, sittingId, seat, participant);
  }

  @Override
  public Sitting sitTogether(String sittingId, Participant companion) {
    return jdbi.inTransaction(
        handle -> {
          boolean known = seat(handle, companion.id(), companion.device());
          if (!known) {
            add(handle, sittingId, companion);
          }
          companion.hindrances().forEach(it -> hinder(handle, companion.id(), it));
          return find(handle, sittingId).orElseThrow();
        });
  }

  @Override
  public Sitting confirmCompanion(String sittingId, String participantId) {
    return jdbi.inTransaction(
        handle -> {
          clear(handle, participantId, Hindrance.COMPANION_UNCONFIRMED);
          return find(handle, sittingId).orElseThrow();
        });
  }

  @Override
  public Sitting sitApart(String sittingId, String participantId) {
    return jdbi.inTransaction(
        handle -> {
          boolean unused = seat(handle, participantId, Optional.empty());
          clear(handle, participantId, Hindrance.COMPANION_UNCONFIRMED);
          return find(handle, sittingId).orElseThrow();
        });
  }

  private static boolean seat(Handle handle, String participantId, Optional<String> device) {
    return handle
            .createUpdate("update sitting_participant set device = :device where id = :id")
            .bind("device", device)
            .bind("id", participantId)
            .execute()
        > 0;
  }

  /** Gives the sittings of a case the number people quote from now on. */
  public void renumber(Handle handle, String caseId, String caseNumber) {
    handle
        .createUpdate("update sitting set case_number = :number where case_id = :caseId")
        .bind("number", caseNumber)
        .bind("caseId", caseId)
        .execute();
  }

  /** Something stands in a participant's way from now on; twice is no error. */
  public void hinder(Handle handle, String participantId, Hindrance hindrance) {
    hindrances(
        handle, participantId, hindrance, "array_append(array_remove(hindrances, :it), :it)");
  }

  /** Something no longer stands in a participant's way. */
  public void clear(Handle handle, String participantId, Hindrance hindrance) {
    hindrances(handle, participantId, hindrance, "array_remove(hindrances, :it)");
  }

  private static void hindrances(
      Handle handle, String participantId, Hindrance hindrance, String then) {
    handle
        .createUpdate("update sitting_participant set hindrances = " + then + " where id = :id")
        .bind("it", hindrance.name())
        .bind("id", participantId)
        .execute();
  }

  /** Ids of sittings people may still come to whose end lies before a time, oldest first. */
  public List<String> openEndedBefore(OffsetDateTime time) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from sitting
                    where state not in ('ENDED', 'CANCELLED') and ends_at < :time
                    order by ends_at
                    """)
                .bind("time", time)
                .mapTo(String.class)
                .list());
  }

  private static void insert(Handle handle, String sittingId, int seat, Participant participant) {
    handle
        .createUpdate(
            """
            insert into sitting_participant (id, sitting_id, person_id, name, role, host, side, seat,
              hindrances, device)
            values (:id, :sittingId, :personId, :name, :role, :host, :side, :seat, :hindrances,
              :device)
            """)
        .bindMethods(participant)
        .bind("role", participant.role().name())
        .bind("device", participant.device())
        .bind("side", participant.side().map(Side::name).orElse(null))
        .bind("sittingId", sittingId)
        .bind("seat", seat)
        .bindArray(
            "hindrances",
            String.class,
            participant.hindrances().stream().map(Hindrance::name).toArray())
        .execute();
  }

  private static SittingState lockState(Handle handle, String sittingId) {
    return handle
        .createQuery("select state from sitting where id = :id for update")
        .bind("id", sittingId)
        .mapTo(String.class)
        .findOne()
        .map(SittingState::valueOf)
        .orElseThrow(() -> new IllegalStateException("No sitting " + sittingId));
  }

  private static List<Participant> participants(Handle handle, String sittingId) {
    return handle
        .createQuery("select * from sitting_participant where sitting_id = :id order by seat")
        .bind("id", sittingId)
        .map(SittingRows.PARTICIPANT)
        .list();
  }
}
