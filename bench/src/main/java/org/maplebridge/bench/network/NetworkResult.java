package org.maplebridge.bench.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver saw and heard through a bad network, by libwebrtc's own statistics but for the
 * time pictures stood still.
 *
 * @param audioConcealedRatio samples the decoder had to invent, of all it played
 * @param videoFreezeSeconds mean of the pictures: stood still without a word of the server
 * @param videoPausedSeconds mean of the pictures: held back by the server, which had said so
 * @param decodedFps mean of the pictures that moved
 * @param pictures how many of them moved
 * @param estimateBps the server's estimate of the downlink where it was farthest from the capacity
 * @param capacityBps of the same moment; null where the downlink has no limit
 * @param recoverySeconds from the end of a black-out until every picture moved again
 * @param steps each capacity, and the estimate 10 s after it began
 * @param others what somebody on a good network had meanwhile
 */
record NetworkResult(
    String impairment,
    double audioConcealedRatio,
    double videoFreezeSeconds,
    double videoPausedSeconds,
    double decodedFps,
    int pictures,
    long estimateBps,
    @Nullable Long capacityBps,
    @Nullable Double recoverySeconds,
    List<StepResult> steps,
    @Nullable Reading others) {

  NetworkResult {
    steps = List.copyOf(steps);
  }

  /** What must hold and did not; empty where every goal is met. */
  @JsonProperty
  List<String> missedGoals() {
    return Goals.missed(this);
  }

  /** One capacity and the estimate of it. */
  record StepResult(long capacityBps, long estimateBps) {
    double share() {
      return (double) estimateBps / capacityBps;
    }
  }
}
