package org.maplebridge.signaling.room;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.maplebridge.bridge.api.PacketTap;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.ticket.MediaTicket;
import org.maplebridge.signaling.ticket.Ticket;
import org.maplebridge.signaling.ticket.TicketDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sittings that are live in this process, and the way into them. Any thread. */
public final class LiveSittings implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveSittings.class);
  private static final Duration OPENING = Duration.ofSeconds(30);

  private final RoomDoors doors;
  private final RoomGate gate;
  private final TicketDesk tickets;
  private final String serverEpoch;
  private final Map<String, Opening> live = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A sitting and the end of its restoring from the journal. */
  private record Opening(LiveSitting sitting, CompletableFuture<Void> opened) {}

  /** Where a connection belongs after its hello. */
  public record Membership(LiveSitting sitting, Seat seat) {}

  public LiveSittings(RoomDoors doors, RoomGate gate, TicketDesk tickets) {
    this.doors = doors;
    this.gate = gate;
    this.tickets = tickets;
    this.serverEpoch = Tokens.next(doors.random());
  }

  /**
   * Lets a connection in on a ticket. Blocking: on a virtual thread.
   *
   * @throws ProblemException when it may not come in
   */
  public Membership enter(String token, boolean takeOver, Connection connection) {
    Optional<Ticket> ticket = tickets.check(token);
    return told(
        ticket.map(Ticket::sittingId).orElse(""),
        ticket.map(Ticket::participantId),
        () ->
            enter(
                ticket.orElseThrow(() -> Problems.refusal("ticket.invalid")),
                takeOver,
                connection));
  }

  /** Whoever is refused at the door is told upward. */
  private Membership told(String sittingId, Optional<String> who, Supplier<Membership> way) {
    try {
      return way.get();
    } catch (ProblemException e) {
      doors
          .listener()
          .onEvent(
              new RoomListener.RoomEvent(
                  RoomListener.Kind.RULE_DECIDED,
                  sittingId,
                  who,
                  Optional.of(e.problem().id()),
                  false));
      throw e;
    }
  }

  private Membership enter(Ticket ticket, boolean takeOver, Connection connection) {
    gate.mayEnter(ticket)
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    return enter(
        ticket.sittingId(),
        new Arrival(ticket.participantId(), false, takeOver, connection, serverEpoch));
  }

  /**
   * Lets a device take a participant's place; the host who made its token let it in. It takes over
   * from an older connection, for a device that comes again has lost it. Blocking: on a virtual
   * thread.
   *
   * @throws ProblemException when it may not come in
   */
  public Membership enter(MediaTicket ticket, Connection connection) {
    return told(
        ticket.sittingId(),
        Optional.of(ticket.participantId()),
        () ->
            enter(
                ticket.sittingId(),
                new Arrival(ticket.participantId(), true, true, connection, serverEpoch)));
  }

  private Membership enter(String sittingId, Arrival arrival) {
    Sitting sitting =
        doors.directory().find(sittingId).orElseThrow(() -> Problems.refusal("sitting.unknown"));
    if (!sitting.state().isOpen()) {
      throw Problems.refusal("sitting.closed");
    }
    Opening opening = open(sitting);
    Await.on(opening.opened(), OPENING);
    Seat seat = Await.on(opening.sitting().enter(arrival), OPENING);
    return new Membership(opening.sitting(), seat);
  }

  /** How a sitting stands; zeros where it is not live. */
  public LiveStatus status(String sittingId) {
    return Optional.ofNullable(live.get(sittingId))
        .map(o -> o.sitting().status())
        .orElse(new LiveStatus(0, 0));
  }

  /** A live sitting down to its connections; empty where it is not live. Blocking. */
  public Optional<RoomTree> tree(String sittingId) {
    return Optional.ofNullable(live.get(sittingId))
        .map(o -> Await.on(new Diagnosis(o.sitting().state).tree(), OPENING));
  }

  /**
   * Sets or ends the tap of a participant's connection. Blocking.
   *
   * @param sending whether of the one they send on
   * @return whether there is such a connection
   */
  public boolean tap(
      String sittingId, String participantId, boolean sending, Optional<PacketTap> tap) {
    return Optional.ofNullable(live.get(sittingId))
        .map(o -> new Diagnosis(o.sitting().state).tap(participantId, sending, tap))
        .map(answer -> Await.on(answer, OPENING))
        .orElse(false);
  }

  /** Ends a sitting for all who are in it; nothing where it is not live. */
  public CompletableFuture<Void> closeSitting(String sittingId) {
    return Optional.ofNullable(live.get(sittingId))
        .map(o -> o.sitting().closeSitting())
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** To be called every 2 s. */
  public void tick() {
    live.values().forEach(o -> o.sitting().tick());
  }

  /** Ends every connection and room; sittings and recordings go on with the next process. */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<?>[] all =
        live.values().stream().map(o -> o.sitting().suspend()).toArray(CompletableFuture[]::new);
    try {
      Await.on(CompletableFuture.allOf(all), OPENING);
    } catch (IllegalStateException e) {
      log.error("rooms did not close in time", e);
    }
  }

  private Opening open(Sitting sitting) {
    if (closed) {
      throw Problems.refusal("room.busy");
    }
    return live.computeIfAbsent(sitting.id(), id -> begin(sitting));
  }

  private Opening begin(Sitting sitting) {
    String id = sitting.id();
    LiveSitting room = new LiveSitting(doors, sitting, () -> live.remove(id));
    CompletableFuture<Void> opened =
        room.open()
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.error("sitting {}: room could not open", id, failure);
                    CompletableFuture<Void> unused = room.suspend();
                  }
                });
    return new Opening(room, opened);
  }
}
