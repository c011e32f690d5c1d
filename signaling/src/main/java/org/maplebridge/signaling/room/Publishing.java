package org.maplebridge.signaling.room;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.bridge.api.BridgeException;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.signaling.negotiation.IceFragment;
import org.maplebridge.signaling.negotiation.PublishNegotiation;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.MediaGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What participants send into the room, and who may let it pass. */
public final class Publishing {
  private static final Logger log = LoggerFactory.getLogger(Publishing.class);

  private final RoomState state;
  private final BridgeRoom room;

  Publishing(RoomState state, BridgeRoom room) {
    this.state = state;
    this.room = room;
  }

  /**
   * Takes an offer; the connection it asks for replaces the former one, unless it only restarts ICE
   * on that.
   */
  public void publish(Seat seat, ClientMessage.Publish message) {
    requireSources(seat, message.sources());
    PublishNegotiation plan =
        PublishNegotiation.read(
            message.sdp(),
            message.sources(),
            () -> Tokens.next(state.doors.random()),
            state.doors.options().videoCodecs());
    Optional<EndpointHandle> restarted =
        seat.publisher.filter(p -> seat.published.map(plan::restarts).orElse(false));
    if (restarted.isPresent()) {
      LocalTransport local = restart(restarted.get(), plan.remote());
      seat.published = Optional.of(plan);
      seat.send(new ServerMessage.PublishAnswer(plan.answer(local)));
      return;
    }
    EndpointHandle endpoint = add(seat, plan);
    close(seat);
    seat.publisher = Optional.of(endpoint);
    seat.published = Optional.of(plan);
    if (seat.mediaLost) {
      seat.mediaLost = false;
      state.event(RoomListener.Kind.MEDIA_BACK, seat);
    }
    for (OfferedSource offered : message.sources()) {
      take(seat, offered, plan.source(offered.mid()).orElseThrow());
    }
    seat.send(new ServerMessage.PublishAnswer(plan.answer(endpoint.local())));
    state.rosterChanged();
  }

  /** Restarts ICE for what a device sends (RFC 9725 section 4.3.3). */
  public LocalTransport restart(Seat seat, IceFragment device) {
    EndpointHandle endpoint = seat.publisher.orElseThrow(() -> Problems.refusal("device.gone"));
    PublishNegotiation earlier = seat.published.orElseThrow(() -> Problems.refusal("device.gone"));
    return restart(endpoint, device.instead(earlier.remote()));
  }

  /** Those who send restart ICE by an offer: both sides' new credentials are known at once. */
  private static LocalTransport restart(EndpointHandle endpoint, RemoteTransport remote) {
    LocalTransport local = Await.on(endpoint.restartIce(), Await.BRIDGE);
    Await.on(endpoint.connect(remote), Await.BRIDGE);
    return local;
  }

  /** Mutes or unmutes one's own source. */
  public void set(Seat seat, SourceKind kind, boolean on) {
    if (on) {
      state.require(seat, MediaGraph.act(kind));
    }
    Seat.LiveSource source =
        seat.sources.values().stream()
            .filter(s -> s.kind() == kind)
            .findFirst()
            .orElseThrow(() -> Problems.refusal("source.unknown"));
    if (kind == SourceKind.MICROPHONE) {
      seat.mutedByHost = false;
    }
    put(seat, source, on, on);
  }

  /** The host switches another's microphone off. */
  public void mute(Seat host, String participantId) {
    state.require(host, Act.MUTE);
    Seat seat = state.named(participantId);
    if (!seat.isInRoom()) {
      throw Problems.refusal("room.participant-unknown");
    }
    seat.mutedByHost = true;
    seat.sources.values().stream()
        .filter(s -> s.kind() == SourceKind.MICROPHONE)
        .toList()
        .forEach(s -> put(seat, s, false, false));
    seat.send(new ServerMessage.MutedByHost());
  }

  /** Ends what a participant sends. */
  void close(Seat seat) {
    seat.publisher.ifPresent(EndpointHandle::close);
    forget(seat);
  }

  /** The bridge lost the connection; where the page is still there it was the network. */
  void lost(Seat seat, CloseReason reason) {
    boolean network =
        reason == CloseReason.CONSENT_EXPIRED || reason == CloseReason.CONNECT_TIMEOUT;
    if (network && seat.isPresent()) {
      seat.mediaLost = true;
      state.event(RoomListener.Kind.MEDIA_LOST, seat);
    }
    forget(seat);
  }

  /** A device of the sender's is gone, or back. */
  public void device(Seat seat, SourceKind kind, boolean works) {
    state.require(seat, Act.OFFER_SOURCE);
    if (kind == SourceKind.SCREEN) {
      throw Problems.refusal("protocol.malformed");
    }
    state.event(
        works ? RoomListener.Kind.DEVICE_BACK : RoomListener.Kind.DEVICE_LOST,
        seat,
        Optional.of(kind.name()),
        true);
  }

  /** The connection is gone already. */
  private void forget(Seat seat) {
    seat.publisher = Optional.empty();
    seat.published = Optional.empty();
    seat.sources.clear();
    state.rosterChanged();
  }

  /** Shuts what the rules no longer let pass. */
  void shut(MediaGraph graph) {
    enforce(graph, false);
  }

  /** Opens what the rules let pass and its sender wants on. */
  void reopen(MediaGraph graph) {
    enforce(graph, true);
  }

  private void enforce(MediaGraph graph, boolean on) {
    for (Seat seat : state.seats().toList()) {
      for (Seat.LiveSource source : List.copyOf(seat.sources.values())) {
        boolean passes = source.wanted() && graph.passes(seat.participantId, source.kind());
        if (passes == on && source.on() != on) {
          put(seat, source, source.wanted(), on);
        }
      }
    }
  }

  /** Whoever may ever send may offer any source: it stays shut until the rules let it pass. */
  private void requireSources(Seat seat, List<OfferedSource> sources) {
    state.require(seat, Act.OFFER_SOURCE);
    Set<SourceKind> kinds = new HashSet<>();
    for (OfferedSource source : sources) {
      if (!kinds.add(source.kind())) {
        throw Problems.refusal("negotiation.malformed");
      }
    }
  }

  private EndpointHandle add(Seat seat, PublishNegotiation plan) {
    String id = Tokens.next(state.doors.random());
    PublisherSpec spec =
        new PublisherSpec(
            id, seat.participantId, plan.remote(), plan.asksMaximum(), plan.sources());
    try {
      return Await.on(room.addPublisher(spec), Await.BRIDGE);
    } catch (BridgeException e) {
      log.warn(
          "sitting {} participant {}: offer refused by the bridge: {}",
          state.sitting().id(),
          seat.participantId,
          e.id());
      throw Problems.refusal("negotiation.unsupported");
    }
  }

  private void take(Seat seat, OfferedSource offered, PublishedSource published) {
    SourceInfo info =
        new SourceInfo(
            published.sourceId(), seat.participantId, published.kind(), published.codec());
    boolean muted = offered.kind() == SourceKind.MICROPHONE && seat.mutedByHost;
    // Shut at first; opened with all others once the rules were asked for the whole sitting.
    boolean wanted = offered.on() && !muted;
    seat.sources.put(info.sourceId(), new Seat.LiveSource(info, offered.kind(), wanted, false));
  }

  private void put(Seat seat, Seat.LiveSource source, boolean wanted, boolean on) {
    String id = source.info().sourceId();
    seat.publisher.ifPresent(p -> Await.on(p.setOpen(id, on), Await.BRIDGE));
    seat.sources.put(id, new Seat.LiveSource(source.info(), source.kind(), wanted, on));
    state.rosterChanged();
  }
}
