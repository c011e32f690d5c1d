package org.maplebridge.bench.network;

import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.maplebridge.bench.client.Audience;

/** Notes when each participant's picture moved again after a moment. Any thread. */
final class PictureClock implements Audience {
  private final Set<String> moving = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> again = new ConcurrentHashMap<>();
  private volatile long backNanos = Long.MAX_VALUE;

  @Override
  public boolean receives() {
    return true;
  }

  @Override
  public void onFrame(String participantId, VideoFrame frame) {
    long now = System.nanoTime();
    if (backNanos == Long.MAX_VALUE) {
      moving.add(participantId);
    } else {
      Long unused = again.putIfAbsent(participantId, now);
    }
  }

  @Override
  public void onSound(String participantId, byte[] pcm, int rateHz, int channels, int frames) {
    // Sound is in libwebrtc's statistics.
  }

  /** The network is back: pictures should move again. */
  void networkIsBack() {
    backNanos = System.nanoTime();
  }

  /** Seconds until every picture that had moved moved again; empty when one has not yet. */
  OptionalDouble recoverySeconds() {
    long last = backNanos;
    for (String participantId : moving) {
      Long at = again.get(participantId);
      if (at == null) {
        return OptionalDouble.empty();
      }
      last = Math.max(last, at);
    }
    return OptionalDouble.of((last - backNanos) / 1e9);
  }
}
