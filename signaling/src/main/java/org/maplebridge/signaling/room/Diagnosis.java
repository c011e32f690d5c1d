package org.maplebridge.signaling.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.maplebridge.bridge.api.BridgeException;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.PacketTap;
import org.maplebridge.signaling.protocol.Problems;

/** Looks into a live sitting from outside. The methods may be called from any thread. */
final class Diagnosis {
  private final RoomState state;

  Diagnosis(RoomState state) {
    this.state = state;
  }

  /** The sitting down to its connections. */
  CompletableFuture<RoomTree> tree() {
    return ask(
        () ->
            new RoomTree(
                state.sitting().id(),
                state.sitting().kind(),
                state.sitting().state(),
                state.seats().map(Diagnosis::person).toList()));
  }

  /**
   * Sets or ends the tap of a participant's connection.
   *
   * @param sending whether of the one they send on
   * @return whether there is such a connection
   */
  CompletableFuture<Boolean> tap(String participantId, boolean sending, Optional<PacketTap> tap) {
    return ask(
        () -> {
          Optional<EndpointHandle> endpoint =
              state.find(participantId).flatMap(seat -> endpoint(seat, sending));
          endpoint.ifPresent(e -> Await.on(e.tap(tap), Await.BRIDGE));
          return endpoint.isPresent();
        });
  }

  private static Optional<EndpointHandle> endpoint(Seat seat, boolean sending) {
    return sending
        ? seat.publisher
        : seat.receiver
            .map(receiver -> receiver.endpoint)
            .or(() -> seat.watcher.map(Seat.Watcher::endpoint));
  }

  private static RoomTree.Person person(Seat seat) {
    List<RoomTree.Link> links = new ArrayList<>();
    seat.publisher.flatMap(e -> link("send", e)).ifPresent(links::add);
    seat.receiver.flatMap(r -> link("receive", r.endpoint)).ifPresent(links::add);
    seat.watcher.flatMap(w -> link("watch", w.endpoint())).ifPresent(links::add);
    List<RoomTree.Sent> sources =
        seat.sources.values().stream()
            .map(
                s ->
                    new RoomTree.Sent(
                        s.info().sourceId(), s.kind(), s.info().codec().name(), s.on()))
            .toList();
    return new RoomTree.Person(
        seat.participantId, seat.participant.role(), seat.place, seat.isPresent(), links, sources);
  }

  private static Optional<RoomTree.Link> link(String use, EndpointHandle endpoint) {
    try {
      return Optional.of(
          new RoomTree.Link(use, endpoint.id(), Await.on(endpoint.state(), Await.BRIDGE)));
    } catch (BridgeException closed) {
      return Optional.empty();
    }
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    boolean queued =
        state.post(
            () -> {
              try {
                answer.complete(question.get());
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    if (!queued) {
      answer.completeExceptionally(Problems.refusal("room.busy"));
    }
    return answer;
  }
}
