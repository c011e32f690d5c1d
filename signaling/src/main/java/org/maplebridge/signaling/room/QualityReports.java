package org.maplebridge.signaling.room;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.EndpointQuality;

/** Tells participants how the bridge measures their connections. */
final class QualityReports {

  private QualityReports() {}

  /** Asks the bridge and tells the participant when it answered; does not wait. */
  static void tell(Seat seat) {
    if (seat.publisher.isEmpty() && seat.receiver.isEmpty()) {
      return;
    }
    Optional<Connection> connection = seat.connection;
    CompletableFuture<Void> unused =
        quality(seat.publisher)
            .thenCombine(quality(seat.receiver.map(r -> r.endpoint)), QualityScore::of)
            .thenAccept(quality -> connection.ifPresent(c -> c.send(quality)));
  }

  private static CompletableFuture<Optional<EndpointQuality>> quality(
      Optional<EndpointHandle> endpoint) {
    return endpoint
        .map(
            e ->
                e.quality()
                    .toCompletableFuture()
                    .thenApply(Optional::of)
                    // Closed between the question and the answer.
                    .exceptionally(failure -> Optional.empty()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }
}
