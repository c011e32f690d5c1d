package org.maplebridge.bridge.peer;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SubscriptionSpec;

/** A libwebrtc participant who counts the pictures and the loudness that reach it. */
public final class ReceivingPeer implements AutoCloseable {

  private static final long AUDIO_SSRC = 0x1111_0001L;
  private static final long VIDEO_SSRC = 0xF222_0002L;
  private static final long RTX_SSRC = 0x3333_0003L;

  private final RTCPeerConnection connection;
  private final EndpointHandle endpoint;
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong loudChunks = new AtomicLong();

  /** Joins with one m-line for a microphone and one for a camera, subscribed to nothing. */
  public ReceivingPeer(Peers peers, BridgeRoom room, String participant) {
    this(peers, room, participant, UnaryOperator.identity());
  }

  /** Like {@link #ReceivingPeer(Peers, BridgeRoom, String)} over another path to the bridge. */
  public ReceivingPeer(
      Peers peers, BridgeRoom room, String participant, UnaryOperator<LocalTransport> path) {
    connection = peers.connection();
    endpoint =
        room.addReceiver(new ReceiverSpec(participant + "-in", participant))
            .toCompletableFuture()
            .join();
    String offer =
        Sdp.receiverOffer(path.apply(endpoint.local()), AUDIO_SSRC, VIDEO_SSRC, RTX_SSRC);
    String answer = Peers.answer(connection, offer);
    for (RTCRtpTransceiver transceiver : connection.getTransceivers()) {
      listen(transceiver.getReceiver().getTrack());
    }
    endpoint.connect(Sdp.remote(answer)).toCompletableFuture().join();
  }

  private void listen(MediaStreamTrack track) {
    if (track instanceof VideoTrack video) {
      video.addSink(frame -> frames.incrementAndGet());
    } else if (track instanceof AudioTrack audio) {
      audio.addSink((data, bits, rate, channels, count) -> onSound(data));
    }
  }

  private void onSound(byte[] pcm) {
    int peak = 0;
    for (int i = 0; i + 1 < pcm.length; i += 2) {
      peak = Math.max(peak, Math.abs((short) ((pcm[i] & 0xFF) | pcm[i + 1] << 8)));
    }
    if (peak > 1000) {
      loudChunks.incrementAndGet();
    }
  }

  public EndpointHandle endpoint() {
    return endpoint;
  }

  /** Subscribes to both sources of a {@link SendingPeer}. */
  public void subscribe(String participant) {
    endpoint.subscribe(microphone(participant)).toCompletableFuture().join();
    endpoint.subscribe(camera(participant)).toCompletableFuture().join();
  }

  private static SubscriptionSpec microphone(String participant) {
    return new SubscriptionSpec(
        participant + "-mic",
        "0",
        Sdp.OPUS,
        Optional.empty(),
        Optional.empty(),
        AUDIO_SSRC,
        0,
        extensions(),
        Optional.empty());
  }

  private static SubscriptionSpec camera(String participant) {
    return new SubscriptionSpec(
        participant + "-cam",
        "1",
        Sdp.VP8,
        Optional.of(Sdp.VP8_RTX),
        Optional.empty(),
        VIDEO_SSRC,
        RTX_SSRC,
        extensions(),
        Optional.empty());
  }

  private static ExtensionIds extensions() {
    return new ExtensionIds(Sdp.MID, Sdp.AUDIO_LEVEL, Sdp.SEND_TIME, Sdp.TRANSPORT_SEQUENCE);
  }

  /** Pictures decoded so far. */
  public long frames() {
    return frames.get();
  }

  /** Pieces of sound so far that were loud enough to be the tone. */
  public long loudChunks() {
    return loudChunks.get();
  }

  @Override
  public void close() {
    connection.close();
  }
}
