package org.maplebridge.signaling.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.signaling.negotiation.IceFragment;
import org.maplebridge.signaling.negotiation.WatchNegotiation;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.SittingRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What devices watch: the lines they have offered carry, of the sources the rules allow their
 * participant, as many as there are lines for.
 */
public final class Watching {
  private static final Logger log = LoggerFactory.getLogger(Watching.class);

  private final RoomState state;
  private final BridgeRoom room;

  Watching(RoomState state, BridgeRoom room) {
    this.state = state;
    this.room = room;
  }

  /**
   * Takes a device's offer; its connection replaces a former one.
   *
   * @return the answer
   */
  public String watch(Seat seat, String sdp) {
    if (!seat.isInRoom()) {
      throw Problems.refusal("room.not-inside");
    }
    WatchNegotiation negotiation =
        WatchNegotiation.read(sdp, () -> state.doors.random().nextInt() & 0xFFFF_FFFFL);
    close(seat);
    String id = Tokens.next(state.doors.random());
    EndpointHandle endpoint =
        Await.on(room.addReceiver(new ReceiverSpec(id, seat.participantId)), Await.BRIDGE);
    Await.on(endpoint.connect(negotiation.remote()), Await.BRIDGE);
    seat.watcher = Optional.of(new Seat.Watcher(endpoint, negotiation));
    begin(SittingRules.graph(state.scene()));
    return negotiation.answer(endpoint.local());
  }

  /** Restarts ICE for what a device watches (draft-ietf-wish-whep-03 section 4.4). */
  public LocalTransport restart(Seat seat, IceFragment device) {
    Seat.Watcher watcher = seat.watcher.orElseThrow(() -> Problems.refusal("device.gone"));
    LocalTransport local = Await.on(watcher.endpoint().restartIce(), Await.BRIDGE);
    Await.on(
        watcher.endpoint().connect(device.instead(watcher.negotiation().remote())), Await.BRIDGE);
    return local;
  }

  /** Ends what a device receives and no longer may; nothing of it is on its way after that. */
  void cut(MediaGraph graph) {
    List<CompletionStage<Void>> cuts = new ArrayList<>();
    state.seats().toList().forEach(seat -> cuts.addAll(cut(seat, graph)));
    cuts.forEach(stage -> Await.on(stage, Await.BRIDGE));
  }

  /** Begins what a device may receive and does not yet: what was opened meanwhile, too. */
  void begin(MediaGraph graph) {
    cut(graph);
    state
        .seats()
        .toList()
        .forEach(
            seat ->
                seat.watcher.ifPresent(
                    watcher ->
                        watcher
                            .negotiation()
                            .added()
                            .forEach(spec -> subscribe(seat, watcher, spec))));
  }

  /** The bridge lost an endpoint, perhaps a device's. */
  void lost(Seat seat, String endpointId) {
    if (seat.watcher.map(w -> w.endpoint().id().equals(endpointId)).orElse(false)) {
      seat.watcher = Optional.empty();
      seat.connection.ifPresent(Connection::mediaLost);
    }
  }

  void close(Seat seat) {
    seat.watcher.ifPresent(w -> w.endpoint().close());
    seat.watcher = Optional.empty();
  }

  private List<CompletionStage<Void>> cut(Seat seat, MediaGraph graph) {
    return seat.watcher
        .map(
            watcher ->
                watcher.negotiation().want(sources(graph.receivedBy(seat.participantId))).stream()
                    .map(watcher.endpoint()::unsubscribe)
                    .toList())
        .orElse(List.of());
  }

  /** What is switched off has no line: a page offers a screen long before it shows one. */
  private List<SourceInfo> sources(Set<String> owners) {
    return state
        .seats()
        .filter(s -> owners.contains(s.participantId))
        .flatMap(s -> s.sources.values().stream())
        .filter(Seat.LiveSource::on)
        .map(Seat.LiveSource::info)
        .toList();
  }

  private void subscribe(Seat seat, Seat.Watcher watcher, SubscriptionSpec spec) {
    String sitting = state.sitting().id();
    watcher
        .endpoint()
        .subscribe(spec)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                // The source left meanwhile; the next change will say so.
                log.debug("sitting {} participant {}: not watched", sitting, seat.participantId);
              }
            });
  }
}
