package org.maplebridge.signaling.room;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.signaling.negotiation.PublishNegotiation;
import org.maplebridge.signaling.negotiation.ReceiveNegotiation;
import org.maplebridge.signaling.negotiation.WatchNegotiation;
import org.maplebridge.signaling.protocol.Companion;
import org.maplebridge.signaling.protocol.ParticipantView;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.protocol.SourceView;
import org.maplebridge.signaling.rules.Standing;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Participant;

/**
 * A participant's place in a live sitting, kept while they are away. All fields belong to the
 * room's thread; others hold a seat only to hand it back.
 */
public final class Seat {
  final String participantId;
  Participant participant;

  /** At whose device they sit; empty for those who have their own. */
  Optional<Seat> device = Optional.empty();

  /** Who sits at their device. */
  List<Seat> companions = List.of();

  Place place = Place.DOOR;

  /** Whether a host once let them in: then they need not knock again. */
  boolean admitted;

  /** The sentence of the host who removed them. */
  Optional<String> removed = Optional.empty();

  Optional<RoomJournal.Knock> knock = Optional.empty();
  Optional<Boolean> consent = Optional.empty();
  Optional<Connection> connection = Optional.empty();

  /** When the connection was lost; empty while it stands or after leaving. */
  Optional<Instant> gone = Optional.empty();

  /** What they were last told about waiting. */
  Optional<ServerMessage.Waiting> told = Optional.empty();

  /** What they were last told about the procedure. */
  Optional<ServerMessage.Procedure> toldProcedure = Optional.empty();

  /** Whom they last saw. */
  Optional<ServerMessage.Roster> toldRoster = Optional.empty();

  /** Until they switch the microphone on themselves. */
  boolean mutedByHost;

  Optional<EndpointHandle> publisher = Optional.empty();

  /** The offer the publisher was made for, or that restarted its ICE last. */
  Optional<PublishNegotiation> published = Optional.empty();

  /** Whether the network took what they sent, until they send again. */
  boolean mediaLost;

  final Map<String, LiveSource> sources = new LinkedHashMap<>();
  Optional<Receiver> receiver = Optional.empty();

  /** Where a device of theirs watches, which cannot be offered anything. */
  Optional<Watcher> watcher = Optional.empty();

  /** A device's receiving connection. */
  record Watcher(EndpointHandle endpoint, WatchNegotiation negotiation) {}

  /**
   * A source they send.
   *
   * @param wanted whether the sender wants it on
   * @param on whether the bridge lets it pass: wanted, and allowed by the rules
   */
  record LiveSource(SourceInfo info, SourceKind kind, boolean wanted, boolean on) {}

  /** Their receiving connection. */
  static final class Receiver {
    final EndpointHandle endpoint;
    final ReceiveNegotiation negotiation;

    Receiver(EndpointHandle endpoint, ReceiveNegotiation negotiation) {
      this.endpoint = endpoint;
      this.negotiation = negotiation;
    }
  }

  Seat(Participant participant) {
    this.participantId = participant.id();
    this.participant = participant;
  }

  boolean isInRoom() {
    return place == Place.ROOM;
  }

  boolean isPresent() {
    return connection.isPresent();
  }

  void send(ServerMessage message) {
    connection.ifPresent(c -> c.send(message));
  }

  Standing standing() {
    return new Standing(
        participantId,
        participant.name(),
        participant.role(),
        participant.side(),
        participant.host(),
        // A companion is where the device is.
        device.map(owner -> owner.place).orElse(place),
        consent,
        removed.isPresent(),
        participant.hindrances(),
        participant.device());
  }

  List<Companion> companionViews() {
    return companions.stream()
        .map(
            seat ->
                new Companion(
                    seat.participantId,
                    seat.participant.name(),
                    seat.participant.role(),
                    !seat.participant.hindrances().contains(Hindrance.COMPANION_UNCONFIRMED),
                    seat.consent))
        .toList();
  }

  ParticipantView view(RoomKind room) {
    List<SourceView> views =
        sources.values().stream()
            .map(s -> new SourceView(s.info().sourceId(), s.kind(), s.on()))
            .toList();
    return new ParticipantView(
        participantId,
        participant.name(),
        participant.role(),
        participant.host(),
        isPresent(),
        participant.side(),
        room,
        views,
        companionViews());
  }
}
