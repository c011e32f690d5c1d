package org.maplebridge.bench.client;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.maplebridge.signaling.protocol.ReceivedSource;
import org.maplebridge.signaling.protocol.ServerMessage.ReceiveOffer;

/** The connection a participant receives on. Used from the socket's thread only. */
final class Reception implements AutoCloseable {
  private final Engine engine;
  private final Audience audience;
  private final JoinClock clock;
  private final Map<String, String> heard = new HashMap<>();
  private Optional<RTCPeerConnection> connection = Optional.empty();

  Reception(Engine engine, Audience audience, JoinClock clock) {
    this.engine = engine;
    this.audience = audience;
    this.clock = clock;
  }

  /** Answers an offer; new sources are listened to before the answer leaves. */
  String answer(ReceiveOffer offer) {
    if (offer.fresh()) {
      close();
    }
    RTCPeerConnection current = connection.orElseGet(() -> engine.receiver(new Progress(clock)));
    connection = Optional.of(current);
    String answer = Descriptions.answer(current, offer.sdp());
    offer.sources().forEach(source -> listen(current, source));
    return answer;
  }

  @Override
  public void close() {
    connection.ifPresent(RTCPeerConnection::close);
    connection = Optional.empty();
    heard.clear();
  }

  private void listen(RTCPeerConnection current, ReceivedSource source) {
    if (source.sourceId().equals(heard.put(source.mid(), source.sourceId()))) {
      return;
    }
    for (RTCRtpTransceiver transceiver : current.getTransceivers()) {
      if (source.mid().equals(transceiver.getMid())) {
        attach(transceiver.getReceiver().getTrack(), source);
      }
    }
  }

  private void attach(MediaStreamTrack track, ReceivedSource source) {
    switch (track) {
      case VideoTrack video ->
          video.addSink(frame -> audience.onFrame(source.participantId(), frame));
      case AudioTrack audio ->
          audio.addSink(
              (data, bits, rate, channels, frames) ->
                  audience.onSound(source.participantId(), data, rate, channels, frames));
      default -> throw new IllegalStateException("unknown track " + track.getKind());
    }
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
