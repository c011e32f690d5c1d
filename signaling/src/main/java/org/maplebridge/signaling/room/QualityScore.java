package org.maplebridge.signaling.room;

import java.util.Optional;
import org.maplebridge.bridge.api.EndpointQuality;
import org.maplebridge.signaling.protocol.ServerMessage;

/**
 * A mean opinion score from delay and loss: the E-model (ITU-T G.107) reduced to what the bridge
 * measures. 4.4 at best; below 3.6 speech suffers, below 2.6 most are unhappy.
 */
final class QualityScore {
  /** What a jitter buffer adds to the way there and back, in ms. */
  private static final double BUFFER_MS = 20;

  private QualityScore() {}

  static ServerMessage.Quality of(
      Optional<EndpointQuality> sending, Optional<EndpointQuality> receiving) {
    double up = sending.map(EndpointQuality::receiveLossRatio).orElse(0.0);
    double down = receiving.map(EndpointQuality::sendLossRatio).orElse(0.0);
    long roundTripMs =
        Math.max(
            sending.map(q -> q.roundTrip().toMillis()).orElse(0L),
            receiving.map(q -> q.roundTrip().toMillis()).orElse(0L));
    double score = Math.rint(score((double) roundTripMs, Math.max(up, down)) * 10) / 10;
    Optional<Long> downlinkBps = receiving.map(EndpointQuality::estimateBps).filter(bps -> bps > 0);
    return new ServerMessage.Quality(score, Math.toIntExact(roundTripMs), up, down, downlinkBps);
  }

  static double score(double roundTripMs, double lossRatio) {
    double delay = roundTripMs + BUFFER_MS;
    double delayImpairment = delay < 160 ? delay / 40 : (delay - 120) / 10;
    double r = Math.clamp(93.2 - delayImpairment - 2.5 * 100 * lossRatio, 0, 100);
    return Math.clamp(1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r), 1, 5);
  }
}
