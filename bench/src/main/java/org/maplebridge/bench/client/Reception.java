package org.maplebridge.bench.client;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.maplebridge.signaling.protocol.ReceivedSource;
import org.maplebridge.signaling.protocol.ServerMessage.ReceiveOffer;

/**
 * The connection a participant receives on. Used from the socket's thread only, but for {@link
 * #statistics()}.
 */
final class Reception implements AutoCloseable {
  private final Engine engine;
  private final Audience audience;
  private final JoinClock clock;

  /** Whose source each m-line carries now: the server uses them again. Read on media threads. */
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  private volatile Optional<RTCPeerConnection> connection = Optional.empty();

  Reception(Engine engine, Audience audience, JoinClock clock) {
    this.engine = engine;
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * Answers an offer; new sources are listened to before the answer leaves.
   *
   * @param sdp the offer's, with the way to the server
   */
  String answer(ReceiveOffer offer, String sdp) {
    if (offer.fresh()) {
      close();
    }
    RTCPeerConnection current = connection.orElseGet(() -> engine.receiver(new Progress(clock)));
    connection = Optional.of(current);
    String answer = Descriptions.answer(current, sdp);
    offer.sources().forEach(source -> listen(current, source));
    return answer;
  }

  /** The attributes of each inbound stream (W3C webrtc-stats, inbound-rtp). Any thread. */
  List<Map<String, Object>> statistics() {
    CompletableFuture<List<Map<String, Object>>> inbound = new CompletableFuture<>();
    connection.ifPresentOrElse(
        current ->
            current.getStats(
                report ->
                    inbound.complete(
                        report.getStats().values().stream()
                            .filter(stats -> stats.getType() == RTCStatsType.INBOUND_RTP)
                            .map(RTCStats::getAttributes)
                            .toList())),
        () -> inbound.complete(List.of()));
    return inbound.orTimeout(5, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    connection.ifPresent(RTCPeerConnection::close);
    connection = Optional.empty();
    owners.clear();
  }

  private void listen(RTCPeerConnection current, ReceivedSource source) {
    if (owners.put(source.mid(), source.participantId()) != null) {
      return;
    }
    for (RTCRtpTransceiver transceiver : current.getTransceivers()) {
      if (source.mid().equals(transceiver.getMid())) {
        attach(transceiver.getReceiver().getTrack(), source.mid());
      }
    }
  }

  private void attach(MediaStreamTrack track, String mid) {
    switch (track) {
      case VideoTrack video -> video.addSink(frame -> audience.onFrame(owner(mid), frame));
      case AudioTrack audio ->
          audio.addSink(
              (data, bits, rate, channels, frames) ->
                  audience.onSound(owner(mid), data, rate, channels, frames));
      default -> throw new IllegalStateException("unknown track " + track.getKind());
    }
  }

  private String owner(String mid) {
    return owners.getOrDefault(mid, "");
  }

  /**
   * Notes how far the connection has come.
   *
   * @param clock any thread may reach a step
   */
  private record Progress(JoinClock clock) implements PeerConnectionObserver {
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}

    @Override
    public void onIceConnectionChange(RTCIceConnectionState state) {
      if (state == RTCIceConnectionState.CONNECTED) {
        clock.reach(JoinClock.Step.ICE_CONNECTED);
      }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
      if (state == RTCPeerConnectionState.CONNECTED) {
        clock.reach(JoinClock.Step.DTLS_CONNECTED);
      }
    }
  }
}
