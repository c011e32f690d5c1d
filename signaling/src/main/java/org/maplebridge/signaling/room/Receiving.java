package org.maplebridge.signaling.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.signaling.negotiation.ReceiveNegotiation;
import org.maplebridge.signaling.negotiation.ReceiveNegotiation.Offer;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.SourceWish;
import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.sitting.Participant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who gets which sources: what the rules say, carried out by offers and subscriptions. */
public final class Receiving {
  private static final Logger log = LoggerFactory.getLogger(Receiving.class);

  /** More sources than a room has. */
  private static final int MAX_WISHES = 512;

  private final RoomState state;
  private final BridgeRoom room;

  /** Of all offers of this room. */
  private int lastEpoch;

  Receiving(RoomState state, BridgeRoom room) {
    this.state = state;
    this.room = room;
  }

  /** In a hearing the bench's pictures come first where a network does not carry all. */
  void setPrecedence() {
    if (state.sitting().kind() == SittingKind.HEARING) {
      room.setPrecedence(
          state.sitting().participants().stream()
              .filter(p -> p.role() == Role.JUDGE)
              .map(Participant::id)
              .toList());
    }
  }

  /** Makes a new receiving connection, in place of a former one. */
  public void receive(Seat seat) {
    if (!seat.isInRoom()) {
      throw Problems.refusal("room.not-inside");
    }
    close(seat);
    String id = Tokens.next(state.doors.random());
    EndpointHandle endpoint =
        Await.on(room.addReceiver(new ReceiverSpec(id, seat.participantId)), Await.BRIDGE);
    ReceiveNegotiation negotiation =
        new ReceiveNegotiation(endpoint.local(), state.doors.random()::nextLong, () -> ++lastEpoch);
    seat.receiver = Optional.of(new Seat.Receiver(endpoint, negotiation));
    sync(seat, SittingRules.graph(state.scene()));
  }

  /**
   * Restarts ICE on the connection somebody receives on (RFC 8445 section 9), by an offer; once
   * more only after that was answered.
   */
  public void restart(Seat seat) {
    Seat.Receiver receiver = seat.receiver.orElseThrow(() -> Problems.refusal("receive.none"));
    if (!receiver.negotiation.isRestarting()) {
      receiver.negotiation.restart(Await.on(receiver.endpoint.restartIce(), Await.BRIDGE));
    }
    offer(seat, receiver);
  }

  /** Takes a client's answer; one to an older offer does nothing, one to no offer is refused. */
  public void answer(Seat seat, int epoch, String sdp) {
    Seat.Receiver receiver =
        seat.receiver
            .filter(r -> epoch <= lastEpoch)
            .orElseThrow(() -> Problems.refusal("receive.none"));
    receiver
        .negotiation
        .answer(epoch, sdp)
        .ifPresent(
            settled -> {
              settled
                  .remote()
                  .ifPresent(remote -> Await.on(receiver.endpoint.connect(remote), Await.BRIDGE));
              settled.subscriptions().forEach(spec -> subscribe(seat, receiver, spec));
              offer(seat, receiver);
            });
  }

  /**
   * Passes on how a client shows what it receives; a wish for what it does not receive does
   * nothing.
   */
  public void wish(Seat seat, List<SourceWish> wishes) {
    if (wishes.size() > MAX_WISHES) {
      throw Problems.refusal("protocol.malformed");
    }
    Seat.Receiver receiver = seat.receiver.orElseThrow(() -> Problems.refusal("receive.none"));
    Await.on(
        receiver.endpoint.wish(
            wishes.stream()
                .map(
                    w ->
                        new org.maplebridge.bridge.api.SourceWish(
                            w.sourceId(), Math.max(0, w.height())))
                .toList()),
        Await.BRIDGE);
  }

  /** Tells whoever receives on that connection. */
  void tell(EndpointHandle receiver, ServerMessage message) {
    state
        .seats()
        .filter(s -> s.receiver.map(r -> r.endpoint.id().equals(receiver.id())).orElse(false))
        .forEach(s -> s.send(message));
  }

  /** Ends what somebody receives and no longer may; nothing of it is on its way after that. */
  void cut(MediaGraph graph) {
    List<CompletionStage<Void>> cuts = new ArrayList<>();
    state.seats().toList().forEach(seat -> cuts.addAll(cut(seat, graph)));
    cuts.forEach(stage -> Await.on(stage, Await.BRIDGE));
  }

  /** Offers what somebody may receive and does not yet. */
  void offerAll() {
    state.seats().toList().forEach(seat -> seat.receiver.ifPresent(r -> offer(seat, r)));
  }

  /** After a new socket of the same participant: says again what was not answered. */
  void resume(Seat seat) {
    seat.receiver.flatMap(r -> r.negotiation.open()).ifPresent(o -> send(seat, o));
  }

  void close(Seat seat) {
    seat.receiver.ifPresent(r -> r.endpoint.close());
    seat.receiver = Optional.empty();
  }

  private void sync(Seat seat, MediaGraph graph) {
    cut(seat, graph).forEach(stage -> Await.on(stage, Await.BRIDGE));
    seat.receiver.ifPresent(receiver -> offer(seat, receiver));
  }

  private List<CompletionStage<Void>> cut(Seat seat, MediaGraph graph) {
    return seat.receiver
        .map(
            receiver ->
                receiver.negotiation.want(sources(graph.receivedBy(seat.participantId))).stream()
                    .map(receiver.endpoint::unsubscribe)
                    .toList())
        .orElse(List.of());
  }

  private List<SourceInfo> sources(Set<String> owners) {
    return state
        .seats()
        .filter(s -> owners.contains(s.participantId))
        .flatMap(s -> s.sources.values().stream())
        .map(Seat.LiveSource::info)
        .toList();
  }

  private void offer(Seat seat, Seat.Receiver receiver) {
    // While the participant is away offers wait, so that they come back to the newest only.
    if (seat.isPresent()) {
      receiver.negotiation.next().ifPresent(offer -> send(seat, offer));
    }
  }

  private static void send(Seat seat, Offer offer) {
    seat.send(
        new ServerMessage.ReceiveOffer(offer.epoch(), offer.first(), offer.sdp(), offer.sources()));
  }

  private void subscribe(Seat seat, Seat.Receiver receiver, SubscriptionSpec spec) {
    String sitting = state.sitting().id();
    receiver
        .endpoint
        .subscribe(spec)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                // The source left meanwhile; the next offer will say so.
                log.debug("sitting {} participant {}: not subscribed", sitting, seat.participantId);
              }
            });
  }
}
