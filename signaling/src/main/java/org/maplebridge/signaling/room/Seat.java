package org.maplebridge.signaling.room;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.signaling.negotiation.ReceiveNegotiation;
import org.maplebridge.signaling.protocol.ParticipantView;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.protocol.SourceView;
import org.maplebridge.signaling.rules.Standing;
import org.maplebridge.signaling.sitting.Participant;

/**
 * A participant's place in a live sitting, kept while they are away. All fields belong to the
 * room's thread; others hold a seat only to hand it back.
 */
public final class Seat {
  final String participantId;
  Participant participant;
  Place place = Place.DOOR;

  /** Whether a host once let them in: then they need not knock again. */
  boolean admitted;

  /** The sentence of the host who removed them. */
  Optional<String> removed = Optional.empty();

  Optional<RoomJournal.Knock> knock = Optional.empty();
  Optional<Boolean> consent = Optional.empty();
  Optional<Connection> connection = Optional.empty();

  /** What they were last told about waiting. */
  Optional<ServerMessage.Waiting> told = Optional.empty();

  /** Until they switch the microphone on themselves. */
  boolean mutedByHost;

  Optional<EndpointHandle> publisher = Optional.empty();
  final Map<String, LiveSource> sources = new LinkedHashMap<>();
  Optional<Receiver> receiver = Optional.empty();

  /** A source they send, and whether the bridge lets it pass. */
  record LiveSource(SourceInfo info, SourceKind kind, boolean on) {}

  /** Their receiving connection. */
  static final class Receiver {
    final EndpointHandle endpoint;
    final ReceiveNegotiation negotiation;

    /** Whether the client answered once, so that the bridge knows its side. */
    boolean connected;

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

  boolean isHostPresent() {
    return participant.host() && isInRoom() && isPresent();
  }

  void send(ServerMessage message) {
    connection.ifPresent(c -> c.send(message));
  }

  Standing standing() {
    return new Standing(
        participantId, participant.name(), participant.role(), participant.host(), place, consent);
  }

  ParticipantView view() {
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
        views);
  }
}
