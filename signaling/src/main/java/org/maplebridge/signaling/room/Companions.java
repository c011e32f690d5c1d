package org.maplebridge.signaling.room;

import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.Scene;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.rules.Standing;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * 一机多人: who sits at whose device. Each is a participant of the sitting, written down before it
 * takes effect; what it does to the device's rights is for the rules. On the room's thread.
 */
public final class Companions {
  /** Persons at one device, its owner included. */
  private static final int MOST = 4;

  private static final int MAX_NAME = 30;

  /** What somebody nobody booked may be. */
  private static final Set<Role> NEW =
      Set.of(Role.HELPER, Role.INTERPRETER, Role.GUARDIAN, Role.OBSERVER);

  private final RoomState state;
  private final Recorder recorder;

  Companions(RoomState state, Recorder recorder) {
    this.state = state;
    this.recorder = recorder;
  }

  /** Somebody sits down at a device: at one's own, or, named by whoever lets in, at another's. */
  public void add(Seat seat, ClientMessage.AddCompanion message) {
    Seat device = message.device().map(state::named).orElse(seat);
    boolean seen = !device.equals(seat);
    if (seen) {
      state.require(seat, Act.CONFIRM_COMPANION);
    }
    if (device.companions.size() + 1 >= MOST) {
      throw Problems.refusal("device.full");
    }
    Participant companion = companion(device, message);
    companion = seen ? companion : companion.hindered(Hindrance.COMPANION_UNCONFIRMED);
    requireTogether(device, companion);
    changed(state.doors.directory().sitTogether(state.sitting().id(), companion), device);
    Seat seated = state.named(companion.id());
    tell(RoomListener.Kind.COMPANION_ADDED, "companion-added", seated);
    recorder.askCompanion(seated);
  }

  private Participant companion(Seat device, ClientMessage.AddCompanion message) {
    String name = message.name().strip();
    if (name.isEmpty() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
      throw Problems.refusal("device.name");
    }
    return expected(device, name)
        .map(known -> known.at(Optional.of(device.participantId)))
        .orElseGet(() -> stranger(device, name, message.role()));
  }

  /** Somebody of that name who is expected and has not come, or was here before. */
  private Optional<Participant> expected(Seat device, String name) {
    return state
        .seats()
        .filter(s -> !s.equals(device) && s.participant.name().equals(name))
        .filter(s -> s.place == Place.DOOR && !s.isPresent() && s.device.isEmpty())
        .filter(s -> s.removed.isEmpty() && s.companions.isEmpty())
        .map(s -> s.participant)
        .findFirst();
  }

  private Participant stranger(Seat device, String name, Role role) {
    if (!NEW.contains(role)) {
      throw Problems.refusal("device.role");
    }
    return Participant.companion(
        Tokens.next(state.doors.random()),
        name,
        role,
        role == Role.HELPER || role == Role.GUARDIAN ? device.participant.side() : Optional.empty(),
        device.participantId);
  }

  /** Asks the rules about the sitting as it would be. */
  private void requireTogether(Seat device, Participant companion) {
    Seat there = new Seat(companion);
    there.device = Optional.of(device);
    Standing owner = device.standing();
    Scene scene = state.scene().with(there.standing());
    state.require(device, SittingRules.may(scene, owner, Act.SHARE_DEVICE));
  }

  /** Whoever lets people in has seen them. */
  public void confirm(Seat seat, String participantId) {
    state.require(seat, Act.CONFIRM_COMPANION);
    Seat companion = named(participantId);
    Seat device = companion.device.orElseThrow();
    changed(state.doors.directory().confirmCompanion(state.sitting().id(), participantId), device);
    tell(RoomListener.Kind.COMPANION_CONFIRMED, "companion-confirmed", companion);
  }

  /** They are at the device no more. */
  public void remove(Seat seat, String participantId) {
    Seat companion = named(participantId);
    Seat device = companion.device.orElseThrow();
    if (!device.equals(seat)) {
      state.require(seat, Act.CONFIRM_COMPANION);
    }
    tell(RoomListener.Kind.COMPANION_LEFT, "companion-left", companion);
    changed(state.doors.directory().sitApart(state.sitting().id(), participantId), device);
  }

  /** A companion by id. */
  Seat named(String participantId) {
    return state
        .find(participantId)
        .filter(seat -> seat.device.isPresent())
        .orElseThrow(() -> Problems.refusal("device.unknown"));
  }

  /** Somebody at that device: its owner, or the companion named. */
  static Seat at(Seat device, Optional<String> companion) {
    return companion
        .map(
            id ->
                device.companions.stream()
                    .filter(seat -> seat.participantId.equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problems.refusal("device.unknown")))
        .orElse(device);
  }

  private void changed(Sitting current, Seat device) {
    state.update(current);
    state.rosterChanged();
    state.lobbyChanged();
    tellDevice(device);
  }

  static void tellDevice(Seat device) {
    device.send(new ServerMessage.Companions(device.companionViews()));
  }

  private void tell(RoomListener.Kind kind, String word, Seat companion) {
    state.event(kind, companion);
    recorder.note(word, companion);
  }
}
