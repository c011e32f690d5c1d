package org.maplebridge.bridge.transport;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;

/**
 * libwebrtc with one microphone, which its headless devices feed. A custom source would be fed a
 * second time by them, which libwebrtc answers with an abort.
 */
final class WebRtcPeer implements AutoCloseable {

  static final int OPUS = 111;
  static final int ECHO_SSRC = 7_654_321;

  private static final Pattern UFRAG = Pattern.compile("a=ice-ufrag:(\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("a=ice-pwd:(\\S+)");
  private static final Pattern FINGERPRINT = Pattern.compile("a=fingerprint:(\\S+) (\\S+)");

  private final HeadlessAudioDeviceModule devices = new HeadlessAudioDeviceModule();
  private final PeerConnectionFactory factory = new PeerConnectionFactory(devices);
  private final AudioTrack track =
      factory.createAudioTrack("microphone", factory.createAudioSource(new AudioOptions()));
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<RTCPeerConnectionState> over = new CompletableFuture<>();
  private final RTCPeerConnection connection;
  private String offer;
  private boolean hungUp;

  WebRtcPeer() throws Exception {
    connection =
        factory.createPeerConnection(
            new RTCConfiguration(),
            new PeerConnectionObserver() {
              @Override
              public void onIceCandidate(RTCIceCandidate candidate) {}

              @Override
              public void onConnectionChange(RTCPeerConnectionState state) {
                switch (state) {
                  case CONNECTED -> connected.complete(null);
                  case FAILED, CLOSED -> over.complete(state);
                  default -> {}
                }
              }
            });
    connection.addTrack(track, List.of("stream"));
    offer = createOffer();
  }

  private String createOffer() throws Exception {
    CompletableFuture<RTCSessionDescription> created = new CompletableFuture<>();
    connection.createOffer(
        new RTCOfferOptions(),
        new CreateSessionDescriptionObserver() {
          @Override
          public void onSuccess(RTCSessionDescription description) {
            created.complete(description);
          }

          @Override
          public void onFailure(String error) {
            created.completeExceptionally(new IllegalStateException(error));
          }
        });
    RTCSessionDescription description = created.get(10, TimeUnit.SECONDS);
    Applied applied = new Applied();
    connection.setLocalDescription(description, applied);
    applied.done.get(10, TimeUnit.SECONDS);
    return description.sdp;
  }

  /** Has it offer other ICE credentials, and says what it is then. */
  RemoteTransport restart(boolean activeDtls) throws Exception {
    connection.restartIce();
    offer = createOffer();
    return remote(activeDtls);
  }

  /** What its offer says of it. */
  RemoteTransport remote(boolean activeDtls) {
    Matcher fingerprint = find(FINGERPRINT);
    return new RemoteTransport(
        find(UFRAG).group(1),
        find(PASSWORD).group(1),
        new Fingerprint(fingerprint.group(1), fingerprint.group(2)),
        activeDtls);
  }

  private Matcher find(Pattern pattern) {
    Matcher matcher = pattern.matcher(offer);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + pattern + " in the offer");
    }
    return matcher;
  }

  /** Gives it our answer. */
  void answer(LocalTransport local, boolean activeDtls, List<HostCandidate> candidates)
      throws Exception {
    StringBuilder sdp =
        new StringBuilder(
            """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            a=ice-lite
            m=audio 9 UDP/TLS/RTP/SAVPF %d
            c=IN IP4 0.0.0.0
            a=mid:0
            a=rtcp-mux
            a=sendrecv
            a=setup:%s
            a=ice-ufrag:%s
            a=ice-pwd:%s
            a=fingerprint:%s %s
            a=rtpmap:111 opus/48000/2
            a=msid:echo echo
            a=ssrc:%d cname:echo
            """
                .formatted(
                    OPUS,
                    activeDtls ? "passive" : "active",
                    local.ufrag(),
                    local.password(),
                    local.fingerprint().algorithm(),
                    local.fingerprint().value(),
                    ECHO_SSRC));
    for (HostCandidate c : candidates) {
      sdp.append(
          "a=candidate:%s 1 %s %d %s %d typ host%s\n"
              .formatted(
                  c.foundation(),
                  c.protocol(),
                  c.priority(),
                  c.address(),
                  c.port(),
                  c.protocol().equals("tcp") ? " tcptype passive" : ""));
    }
    sdp.append("a=end-of-candidates\n");
    Applied applied = new Applied();
    connection.setRemoteDescription(
        new RTCSessionDescription(RTCSdpType.ANSWER, sdp.toString().replace("\n", "\r\n")),
        applied);
    applied.done.get(10, TimeUnit.SECONDS);
  }

  CompletableFuture<Void> connected() {
    return connected;
  }

  /** Completes when it has given the connection up. */
  CompletableFuture<RTCPeerConnectionState> over() {
    return over;
  }

  /** RTP packets it has decrypted and accepted. */
  long packetsReceived() throws Exception {
    CompletableFuture<Long> received = new CompletableFuture<>();
    connection.getStats(
        report ->
            received.complete(
                report.getStats().values().stream()
                    .filter(stats -> stats.getType() == RTCStatsType.INBOUND_RTP)
                    .map(stats -> stats.getAttributes().get("packetsReceived"))
                    .mapToLong(count -> ((Number) count).longValue())
                    .sum()));
    return received.get(10, TimeUnit.SECONDS);
  }

  /** Ends the connection as a closed tab does. */
  void hangUp() {
    if (!hungUp) {
      hungUp = true;
      connection.close();
    }
  }

  @Override
  public void close() {
    hangUp();
    factory.dispose();
    devices.dispose();
  }

  private static final class Applied implements SetSessionDescriptionObserver {
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      done.complete(null);
    }

    @Override
    public void onFailure(String error) {
      done.completeExceptionally(new IllegalStateException(error));
    }
  }
}
