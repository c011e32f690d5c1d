package org.maplebridge.server.invitation;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.http.Texts;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.room.RoomGate;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingDirectory;
import org.maplebridge.signaling.ticket.Ticket;

/**
 * Asked at every entry: a ticket is only as good as the link it was made by, and the sitting must
 * be open. Deny by default.
 */
public final class JoinGate implements RoomGate {
  private final Jdbi jdbi;
  private final SittingDirectory sittings;
  private final LinkStore links = new LinkStore();
  private final Texts texts;
  private final InstantSource clock;

  public JoinGate(Jdbi jdbi, SittingDirectory sittings, Texts texts, InstantSource clock) {
    this.jdbi = jdbi;
    this.sittings = sittings;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public Optional<Problem> mayEnter(Ticket ticket) {
    Optional<Sitting> sitting = sittings.find(ticket.sittingId());
    if (sitting.flatMap(s -> s.participant(ticket.participantId())).isEmpty()) {
      return refused("join.not-invited", 403);
    }
    if (!sitting.get().state().isOpen()) {
      return refused("join.closed", 410);
    }
    return ticket.generation() == 0
        ? byAccount(sitting.get(), ticket)
        : jdbi.withHandle(handle -> byLink(handle, ticket));
  }

  /** Generation 0 is for staff, who come by their account and have no link. */
  private Optional<Problem> byAccount(Sitting sitting, Ticket ticket) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery("select exists (select 1 from staff where id = :id and active)")
                    .bind(
                        "id", sitting.participant(ticket.participantId()).orElseThrow().personId())
                    .mapTo(Boolean.class)
                    .one()
                ? Optional.empty()
                : refused("join.not-invited", 403));
  }

  private Optional<Problem> byLink(Handle handle, Ticket ticket) {
    return links
        .byGeneration(handle, ticket.participantId(), ticket.generation())
        .map(link -> byState(link.state(clock.instant())))
        .orElseGet(() -> refused("join.unknown", 404));
  }

  private Optional<Problem> byState(LinkState state) {
    return switch (state) {
      case SENT, OPENED -> Optional.empty();
      case EXPIRED -> refused("join.expired", 410);
      case REVOKED, NONE -> refused("join.revoked", 410);
    };
  }

  private Optional<Problem> refused(String id, int status) {
    String sentence = texts.sentence(id, Locale.SIMPLIFIED_CHINESE);
    return Optional.of(new Problem(id, status, sentence, List.of()));
  }
}
