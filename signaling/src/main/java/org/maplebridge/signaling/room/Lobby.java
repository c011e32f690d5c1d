package org.maplebridge.signaling.room;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.maplebridge.signaling.protocol.DeviceCheck;
import org.maplebridge.signaling.protocol.Knocker;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;

/**
 * The queue before the room. A place in it is the participant's, not the connection's: it survives
 * both.
 */
public final class Lobby {
  private static final int MAX_REASON = 200;

  private final RoomState state;
  private final Welcome welcome;
  private final Companions companions;

  Lobby(RoomState state, Welcome welcome, Companions companions) {
    this.state = state;
    this.welcome = welcome;
    this.companions = companions;
  }

  /** Who comes in at another's device. */
  public Companions companions() {
    return companions;
  }

  /** Asks to be let in. Who may go in directly is let in at once. */
  public void knock(Seat seat, DeviceCheck checks) {
    if (state.decide(seat, Act.ENTER_WITHOUT_KNOCK).allowed()) {
      return;
    }
    if (checks.browser().length() > MAX_REASON) {
      throw Problems.refusal("text.length");
    }
    RoomJournal.Knock knock =
        new RoomJournal.Knock(seat.knock.map(RoomJournal.Knock::since).orElse(state.now()), checks);
    state.doors.journal().knocked(state.sitting().id(), seat.participantId, knock);
    if (seat.place != Place.LOBBY) {
      state.event(RoomListener.Kind.KNOCKED, seat);
    }
    seat.knock = Optional.of(knock);
    seat.place = Place.LOBBY;
    seat.told = Optional.empty();
    state.lobbyChanged();
  }

  /** The host lets one person in, or everyone who waits. */
  public void admit(Seat host, Optional<String> participantId) {
    state.require(host, Act.ADMIT);
    List<Seat> chosen = participantId.map(id -> List.of(waiting(id))).orElseGet(this::queue);
    chosen.forEach(this::letIn);
  }

  /** Lets in whoever waits and need not wait any more, as listeners once the lecture begins. */
  void admitWelcome() {
    queue().stream()
        .filter(seat -> state.decide(seat, Act.ENTER_WITHOUT_KNOCK).allowed())
        .forEach(this::letIn);
  }

  /** The host refuses one person, who may knock again. */
  public void refuse(Seat host, String participantId, String reason) {
    state.require(host, Act.ADMIT);
    requireLength(reason);
    Seat seat = waiting(participantId);
    state.doors.journal().refused(state.sitting().id(), participantId);
    seat.place = Place.DOOR;
    seat.knock = Optional.empty();
    seat.send(new ServerMessage.Refused(reason));
    state.event(RoomListener.Kind.REFUSED, seat);
    state.lobbyChanged();
  }

  static void requireLength(String reason) {
    if (reason.length() > MAX_REASON) {
      throw Problems.refusal("text.length");
    }
  }

  /** Who waits, the longest first. */
  List<Seat> queue() {
    return state
        .seats()
        .filter(s -> s.place == Place.LOBBY && s.knock.isPresent())
        .sorted(Comparator.comparing(s -> s.knock.orElseThrow().since()))
        .toList();
  }

  /** Tells whoever lets people in who waits, and those who wait how it stands. */
  void tell() {
    List<Seat> queue = queue();
    state.toDesk(view());
    boolean hostPresent = state.isDeskPresent();
    for (int ahead = 0; ahead < queue.size(); ahead++) {
      Seat seat = queue.get(ahead);
      ServerMessage.Waiting waiting = new ServerMessage.Waiting(ahead, hostPresent);
      if (seat.isPresent() && !seat.told.equals(Optional.of(waiting))) {
        seat.told = Optional.of(waiting);
        seat.send(waiting);
      }
    }
  }

  private ServerMessage.Lobby view() {
    return new ServerMessage.Lobby(queue().stream().map(this::knocker).toList());
  }

  private Knocker knocker(Seat seat) {
    RoomJournal.Knock knock = seat.knock.orElseThrow();
    return new Knocker(
        seat.participantId,
        seat.participant.name(),
        seat.participant.role(),
        state.shown(knock.since()),
        seat.isPresent(),
        knock.checks(),
        seat.companionViews());
  }

  private void letIn(Seat seat) {
    state.doors.journal().admitted(state.sitting().id(), seat.participantId);
    seat.admitted = true;
    seat.knock = Optional.empty();
    state.event(RoomListener.Kind.ADMITTED, seat);
    state.lobbyChanged();
    if (seat.isPresent()) {
      seat.place = Place.ROOM;
      seat.send(new ServerMessage.Admitted());
      welcome.entered(seat);
    } else {
      // Away just now: goes straight in when back.
      seat.place = Place.DOOR;
    }
  }

  private Seat waiting(String participantId) {
    Seat seat = state.named(participantId);
    if (seat.place != Place.LOBBY) {
      throw Problems.refusal("room.not-waiting");
    }
    return seat;
  }
}
