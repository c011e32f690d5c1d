package org.maplebridge.signaling.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sitting while people are in it: a serial context of its own, which is a virtual thread with a
 * bounded mailbox. Its parts do the work ({@link Lobby}, {@link Publishing}, {@link Receiving},
 * {@link Chat}, {@link Recorder}); this class brings people in and out and tells what changed after
 * each task. The methods {@link #submit}, {@link #disconnected} and {@link #status} may be called
 * from any thread, the others only from within a task.
 */
public final class LiveSitting {
  private static final Logger log = LoggerFactory.getLogger(LiveSitting.class);
  private static final int MAILBOX = 4_096;
  private static final Duration EMPTY_FOR = Duration.ofMinutes(10);

  private final Mailbox thread;
  final RoomState state;
  private final BridgeRoom room;
  private final Chat chat;
  private final Help help;
  private final Recorder recorder;
  private final Steps steps;
  private final Welcome welcome;
  private final Lobby lobby;
  private final Publishing publishing;
  private final Receiving receiving;
  private final Watching watching;
  private final Enforcement enforcement;
  private final Runnable onClosed;
  private volatile LiveStatus status = new LiveStatus(0, 0);
  private Instant lastPresent;
  private boolean closed;

  /**
   * Opens the sitting's room on the bridge.
   *
   * @param onClosed told once, when the sitting is over or nobody has been here for a while
   */
  LiveSitting(RoomDoors doors, Sitting sitting, Runnable onClosed) {
    this.onClosed = onClosed;
    this.thread = new Mailbox("room-" + sitting.id(), MAILBOX);
    this.state = new RoomState(doors, sitting, thread);
    this.room =
        doors.bridge().openRoom(new RoomSpec(sitting.id(), sitting.id()), new BridgeEvents(this));
    this.chat = new Chat(state);
    this.help = new Help(state);
    this.recorder = new Recorder(state, room, thread);
    this.steps = new Steps(state, chat, recorder);
    this.welcome = new Welcome(state, chat, recorder);
    this.lobby = new Lobby(state, welcome, new Companions(state, recorder));
    this.publishing = new Publishing(state, room);
    this.receiving = new Receiving(state, room);
    this.watching = new Watching(state, room);
    this.enforcement = new Enforcement(state, publishing, receiving, watching, recorder, welcome);
    this.lastPresent = doors.clock().instant();
  }

  public Lobby lobby() {
    return lobby;
  }

  public Publishing publishing() {
    return publishing;
  }

  public Receiving receiving() {
    return receiving;
  }

  public Watching watching() {
    return watching;
  }

  public Chat chat() {
    return chat;
  }

  public Help help() {
    return help;
  }

  public Recorder recorder() {
    return recorder;
  }

  public Steps steps() {
    return steps;
  }

  /** How many wait and how many are in the room. */
  public LiveStatus status() {
    return status;
  }

  /**
   * Has a client's message carried out, then answers it with done or failed.
   *
   * @return false when the mailbox is full
   */
  public boolean submit(Seat seat, Connection connection, long ref, Consumer<LiveSitting> work) {
    return thread.post(
        () -> {
          // A socket that was taken over or left speaks for nobody any more.
          if (seat.connection.equals(Optional.of(connection))) {
            connection.send(outcome(seat, ref, () -> work.accept(this)));
          }
        });
  }

  /** A message of this person was none: it is told upward like any other refusal. */
  public void unreadable(Seat seat, String problemId) {
    boolean unused = thread.post(() -> state.refused(seat, problemId));
  }

  private ServerMessage outcome(Seat seat, long ref, Runnable work) {
    Optional<Problem> problem = Optional.empty();
    try {
      work.run();
    } catch (ProblemException e) {
      state.refused(seat, e.problem().id());
      problem = Optional.of(e.problem());
    } catch (RuntimeException e) {
      log.error("sitting {}: a request failed", state.sitting().id(), e);
      problem = Optional.of(Problems.of("room.failed"));
    }
    flush();
    return problem
        .<ServerMessage>map(p -> new ServerMessage.Failed(ref, p))
        .orElseGet(() -> new ServerMessage.Done(ref));
  }

  /** Restores from the journal; first task of the room's thread. */
  CompletableFuture<Void> open() {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    thread.postControl(
        () -> {
          try {
            restore();
            opened.complete(null);
          } catch (RuntimeException e) {
            opened.completeExceptionally(e);
          }
        });
    return opened;
  }

  private void restore() {
    Sitting sitting = state.sitting();
    RoomJournal.Remembered remembered =
        state.doors.journal().load(sitting.id(), state.doors.options().consentVersion());
    for (RoomJournal.SeatNote note : remembered.seats()) {
      state
          .find(note.participantId())
          .ifPresent(
              seat -> {
                seat.admitted = note.admitted();
                seat.removed = note.removed();
                seat.knock = note.knock();
                seat.place = note.knock().isPresent() ? Place.LOBBY : Place.DOOR;
              });
    }
    remembered
        .consents()
        .forEach((id, given) -> state.find(id).ifPresent(s -> s.consent = Optional.of(given)));
    if (sitting.state() == SittingState.BOOKED) {
      state.update(state.doors.directory().move(sitting.id(), SittingState.LOBBY_OPEN));
    }
    steps.restore();
    receiving.setPrecedence();
    state.event(RoomListener.Kind.OPENED);
    recorder.restore(remembered);
    log.info("sitting {} case {}: room open", sitting.id(), sitting.caseId());
  }

  /**
   * Seats a participant at a connection.
   *
   * @return the seat; fails with a {@link ProblemException} that says why not
   */
  CompletableFuture<Seat> enter(Arrival arrival) {
    CompletableFuture<Seat> entered = new CompletableFuture<>();
    boolean queued =
        thread.post(
            () -> {
              try {
                entered.complete(seat(arrival));
                flush();
              } catch (RuntimeException e) {
                entered.completeExceptionally(e);
              }
            });
    if (!queued) {
      entered.completeExceptionally(Problems.refusal("room.busy"));
    }
    return entered;
  }

  private Seat seat(Arrival arrival) {
    if (closed) {
      throw Problems.refusal("room.busy");
    }
    // Read here, so that no older reading can overwrite a newer one.
    state.doors.directory().find(state.sitting().id()).ifPresent(state::update);
    Seat seat =
        state.find(arrival.participantId()).orElseThrow(() -> Problems.refusal("ticket.invalid"));
    requireWelcome(seat, arrival);
    seat.connection.ifPresent(former -> takeOver(seat, former));
    boolean direct =
        arrival.admitted()
            || seat.admitted
            || state.decide(seat, Act.ENTER_WITHOUT_KNOCK).allowed();
    if (direct) {
      takePlace(seat);
    }
    seat.connection = Optional.of(arrival.connection());
    seat.gone = Optional.empty();
    seat.told = Optional.empty();
    seat.send(
        arrival.welcome(seat.view(state.room(seat).kind()), state, seat.place, hasMedia(seat)));
    state.lobbyChanged();
    if (direct) {
      welcome.entered(seat);
      receiving.resume(seat);
    }
    log.info("sitting {} participant {}: connected", state.sitting().id(), seat.participantId);
    return seat;
  }

  private void takePlace(Seat seat) {
    Sitting sitting = state.sitting();
    if (!seat.admitted) {
      state.doors.journal().admitted(sitting.id(), seat.participantId);
      seat.admitted = true;
    }
    seat.place = Place.ROOM;
    if (seat.participant.host() && sitting.state() == SittingState.LOBBY_OPEN) {
      state.update(state.doors.directory().move(sitting.id(), SittingState.IN_SESSION));
      lobby.admitWelcome();
    }
  }

  private void requireWelcome(Seat seat, Arrival arrival) {
    state.require(seat, Act.ENTER);
    if (seat.isPresent() && !arrival.takeOver()) {
      throw Problems.refusal("room.connected-elsewhere");
    }
  }

  private void takeOver(Seat seat, Connection former) {
    former.send(new ServerMessage.TakenOver());
    former.end(Connection.Ending.TAKEN_OVER);
    state.event(RoomListener.Kind.TAKEN_OVER, seat);
  }

  private static boolean hasMedia(Seat seat) {
    return seat.publisher.isPresent() || seat.receiver.isPresent();
  }

  /** The socket is gone; the place and the media connections stay. */
  public void disconnected(Seat seat, Connection connection, Connection.Loss cause) {
    thread.postControl(
        () -> {
          if (seat.connection.equals(Optional.of(connection))) {
            seat.connection = Optional.empty();
            seat.gone = Optional.of(state.now());
            state.event(RoomListener.Kind.DROPPED, seat, Optional.of(cause.word()), true);
            recorder.note("participant-dropped", seat);
            state.rosterChanged();
            state.lobbyChanged();
            flush();
            log.info(
                "sitting {} participant {}: dropped, {}",
                state.sitting().id(),
                seat.participantId,
                cause.word());
          }
        });
  }

  /** Leaves; being admitted stays. */
  public void leave(Seat seat) {
    state.event(RoomListener.Kind.LEFT, seat);
    recorder.note("participant-left", seat);
    depart(seat, Connection.Ending.LEFT);
  }

  /** The host removes somebody for good. */
  public void remove(Seat host, String participantId, String reason) {
    state.require(host, Act.REMOVE);
    Lobby.requireLength(reason);
    Seat seat = state.named(participantId);
    state.require(host, Act.REMOVE, seat);
    if (seat.device.isPresent()) {
      lobby.companions().remove(host, participantId);
      return;
    }
    state.doors.journal().removed(state.sitting().id(), participantId, reason);
    seat.admitted = false;
    seat.removed = Optional.of(reason);
    seat.send(new ServerMessage.Removed(reason));
    state.event(RoomListener.Kind.REMOVED, seat);
    recorder.note("participant-removed", seat);
    depart(seat, Connection.Ending.REMOVED);
  }

  private void depart(Seat seat, Connection.Ending why) {
    publishing.close(seat);
    receiving.close(seat);
    watching.close(seat);
    seat.place = Place.DOOR;
    seat.gone = Optional.empty();
    seat.knock = Optional.empty();
    steps.departed(seat);
    Optional<Connection> connection = seat.connection;
    // After the answer to the message that caused it.
    thread.postControl(
        () -> {
          if (seat.connection.equals(connection)) {
            seat.connection = Optional.empty();
          }
          connection.ifPresent(c -> c.end(why));
        });
    state.rosterChanged();
    state.lobbyChanged();
  }

  /** The host ends the sitting for all. */
  public void close(Seat host) {
    state.require(host, Act.CLOSE);
    finish(Optional.empty());
  }

  /** A party ends the mediation for all. */
  public void endMediation(Seat party) {
    state.require(party, Act.END_MEDIATION);
    state.event(RoomListener.Kind.ENDED_BY_PARTY, party);
    finish(Optional.of(party.participantId));
  }

  /** Ends the sitting from outside, whoever is in it. */
  CompletableFuture<Void> closeSitting() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    thread.postControl(
        () -> {
          try {
            if (!closed) {
              finish(Optional.empty());
            }
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private void finish(Optional<String> endedBy) {
    String sitting = state.sitting().id();
    boolean stillOpen =
        state.doors.directory().find(sitting).map(s -> s.state().isOpen()).orElse(false);
    if (stillOpen) {
      state.update(state.doors.directory().move(sitting, SittingState.ENDED));
    }
    recorder.seal();
    state.seats().forEach(seat -> seat.send(new ServerMessage.SittingClosed(endedBy)));
    state.event(RoomListener.Kind.CLOSED);
    thread.postControl(() -> shut(Connection.Ending.SITTING_CLOSED));
  }

  /** Ends the live room and keeps the sitting: the process stops, or nobody is here. */
  CompletableFuture<Void> suspend() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    thread.postControl(
        () -> {
          if (!closed && recorder.isOn()) {
            recorder.suspend("server-stopping");
          }
          shut(Connection.Ending.SERVER_STOPS);
          done.complete(null);
        });
    return done;
  }

  private void shut(Connection.Ending why) {
    if (closed) {
      return;
    }
    closed = true;
    state.seats().forEach(seat -> seat.connection.ifPresent(c -> c.end(why)));
    room.close();
    state.close();
    thread.close();
    onClosed.run();
    log.info("sitting {}: room closed", state.sitting().id());
  }

  /** Every 2 s: tells everyone their quality, and ends a room nobody has been in. Any thread. */
  void tick() {
    thread.post(
        () -> {
          state.inRoom().filter(Seat::isPresent).forEach(QualityReports::tell);
          steps.tick(state.now());
          flush();
          if (state.seats().anyMatch(Seat::isPresent)) {
            lastPresent = state.now();
          } else if (lastPresent.plus(EMPTY_FOR).isBefore(state.now())) {
            recorder.stop("room-empty");
            shut(Connection.Ending.SERVER_STOPS);
          }
        });
  }

  /** The bridge lost an endpoint. Any thread. */
  void endpointClosed(EndpointHandle endpoint, CloseReason reason) {
    thread.postControl(
        () -> {
          if (closed) {
            return;
          }
          state.seats().toList().forEach(seat -> lost(seat, endpoint.id(), reason));
          flush();
        });
  }

  private void lost(Seat seat, String endpointId, CloseReason reason) {
    if (seat.publisher.map(p -> p.id().equals(endpointId)).orElse(false)) {
      publishing.lost(seat, reason);
      seat.connection.ifPresent(Connection::mediaLost);
    }
    watching.lost(seat, endpointId);
    if (seat.receiver.map(r -> r.endpoint.id().equals(endpointId)).orElse(false)) {
      seat.receiver = Optional.empty();
      if (seat.isPresent() && seat.isInRoom()) {
        receiving.receive(seat);
      }
    }
  }

  /** Tells everybody those speakers they hear. Any thread. */
  void speakers(ServerMessage.Speakers speakers) {
    thread.post(
        () -> {
          MediaGraph graph = SittingRules.graph(state.scene());
          state.inRoom().forEach(seat -> seat.send(heard(seat, speakers, graph)));
        });
  }

  private static ServerMessage heard(Seat seat, ServerMessage.Speakers speakers, MediaGraph graph) {
    return new ServerMessage.Speakers(
        speakers.participantIds().stream()
            .filter(
                id ->
                    id.equals(seat.participantId)
                        || graph.receivedBy(seat.participantId).contains(id))
            .toList());
  }

  /** What a receiver's network does not carry. Any thread. */
  void picturesPaused(EndpointHandle receiver, ServerMessage.PicturesPaused paused) {
    thread.post(() -> receiving.tell(receiver, paused));
  }

  /** Tells what the task changed. */
  private void flush() {
    if (closed) {
      return;
    }
    if (state.takeRosterChanged()) {
      enforcement.apply();
    }
    if (state.takeLobbyChanged()) {
      lobby.tell();
    }
    int inRoom = (int) state.inRoom().filter(Seat::isPresent).count();
    status = new LiveStatus(lobby.queue().size(), inRoom);
  }
}
