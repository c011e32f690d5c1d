package org.maplebridge.bench.network;

import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.maplebridge.bench.client.Audience;
import org.maplebridge.signaling.protocol.ReceivedSource;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;

/**
 * Sees each participant's picture: how long it stood still, with and without a word of the server,
 * and when it moved again after a moment. Any thread.
 */
final class PictureClock implements Audience {
  private final Map<String, SeenPicture> pictures = new ConcurrentHashMap<>();
  private final Map<String, Long> again = new ConcurrentHashMap<>();

  /** Whose the pictures are that the server names. */
  private volatile Map<String, String> owners = Map.of();

  private volatile long backNanos = Long.MAX_VALUE;

  @Override
  public boolean receives() {
    return true;
  }

  @Override
  public void onFrame(String participantId, VideoFrame frame) {
    long now = System.nanoTime();
    picture(participantId).frame(now);
    if (backNanos != Long.MAX_VALUE) {
      Long unused = again.putIfAbsent(participantId, now);
    }
  }

  @Override
  public void onSound(String participantId, byte[] pcm, int rateHz, int channels, int frames) {
    // Sound is in libwebrtc's statistics.
  }

  /** Hears what the server says of the pictures. */
  void note(ServerMessage message) {
    switch (message) {
      case ServerMessage.ReceiveOffer offer -> owners = owners(offer.sources());
      case ServerMessage.PicturesPaused paused -> announce(paused.sourceIds());
      default -> {}
    }
  }

  private static Map<String, String> owners(List<ReceivedSource> sources) {
    return sources.stream()
        .filter(source -> source.kind() == SourceKind.CAMERA)
        .collect(Collectors.toMap(ReceivedSource::sourceId, ReceivedSource::participantId));
  }

  private void announce(List<String> held) {
    long now = System.nanoTime();
    owners.forEach((source, owner) -> picture(owner).announce(held.contains(source), now));
  }

  private SeenPicture picture(String participantId) {
    return pictures.computeIfAbsent(participantId, unseen -> new SeenPicture());
  }

  /** What stands still counts from now on. */
  void begin() {
    long now = System.nanoTime();
    pictures.values().forEach(picture -> picture.begin(now));
  }

  /** What stands still counts until now. */
  void end() {
    long now = System.nanoTime();
    pictures.values().forEach(picture -> picture.frame(now));
  }

  /** Mean of the pictures, in seconds. */
  double mean(ToDoubleFunction<SeenPicture> of) {
    return pictures.values().stream().mapToDouble(of).average().orElse(0);
  }

  /** The network is back: pictures should move again. */
  void networkIsBack() {
    backNanos = System.nanoTime();
  }

  /** Seconds until every picture moved again; empty when one has not yet. */
  OptionalDouble recoverySeconds() {
    long last = backNanos;
    for (String participantId : pictures.keySet()) {
      Long at = again.get(participantId);
      if (at == null) {
        return OptionalDouble.empty();
      }
      last = Math.max(last, at);
    }
    return OptionalDouble.of((last - backNanos) / 1e9);
  }
}
