package org.maplebridge.bridge.peer;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.api.SourceKind;

/** A libwebrtc participant with a tone and a moving picture. */
public final class SendingPeer implements AutoCloseable {

  public static final int WIDTH = 320;
  public static final int HEIGHT = 240;

  private static final int RATE_HZ = 48_000;
  private static final int CHUNK_SAMPLES = RATE_HZ / 100;
  private static final int CHUNKS_PER_FRAME = 5;
  private static final double TONE_HZ = 440;

  private final CustomAudioSource audioSource = new CustomAudioSource();
  private final CustomVideoSource videoSource = new CustomVideoSource();
  private final AudioTrack microphone;
  private final VideoTrack camera;
  private final RTCPeerConnection connection;
  private final RTCRtpTransceiver audio;
  private final RTCRtpTransceiver video;
  private final Thread pump;
  private boolean asksMaximum;
  private volatile boolean running = true;

  public SendingPeer(Peers peers) {
    microphone = peers.audioTrack(audioSource);
    camera = peers.videoTrack(videoSource);
    connection = peers.connection();
    audio = connection.addTransceiver(microphone, sendOnly());
    video = connection.addTransceiver(camera, sendOnly());
    pump = Thread.ofPlatform().daemon().start(this::pump);
  }

  private static RTCRtpTransceiverInit sendOnly() {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
    init.streamIds = List.of("a-person");
    return init;
  }

  /** Has it understand no transport-wide feedback: it asks to be told what its path carries. */
  public SendingPeer asksMaximum() {
    asksMaximum = true;
    return this;
  }

  /** Publishes as sources {@code participant-mic} and {@code participant-cam}. */
  public EndpointHandle publish(BridgeRoom room, String participant) {
    return publish(room, participant, UnaryOperator.identity());
  }

  /** Like {@link #publish(BridgeRoom, String)} over another path to the bridge. */
  public EndpointHandle publish(
      BridgeRoom room, String participant, UnaryOperator<LocalTransport> path) {
    String offer = Peers.offer(connection);
    PublisherSpec spec =
        new PublisherSpec(
            participant + "-out",
            participant,
            // Our answer makes the peer passive
            new RemoteTransport(
                Sdp.remote(offer).ufrag(),
                Sdp.remote(offer).password(),
                Sdp.remote(offer).fingerprint(),
                false),
            asksMaximum,
            List.of(
                source(participant + "-mic", SourceKind.MICROPHONE, audio.getMid()),
                source(participant + "-cam", SourceKind.CAMERA, video.getMid())));
    EndpointHandle endpoint = room.addPublisher(spec).toCompletableFuture().join();
    String answer =
        Sdp.publisherAnswer(path.apply(endpoint.local()), audio.getMid(), video.getMid());
    Peers.accept(connection, asksMaximum ? Sdp.withMaximumBitrate(answer) : answer);
    return endpoint;
  }

  private PublishedSource source(String id, SourceKind kind, String mid) {
    boolean isAudio = kind.isAudio();
    return new PublishedSource(
        id,
        kind,
        mid,
        isAudio ? Codec.OPUS : Codec.VP8,
        isAudio ? Sdp.OPUS : Sdp.VP8,
        isAudio ? Optional.empty() : Optional.of(Sdp.VP8_RTX),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        new ExtensionIds(
            Sdp.MID, Sdp.AUDIO_LEVEL, Sdp.SEND_TIME, asksMaximum ? 0 : Sdp.TRANSPORT_SEQUENCE));
  }

  /** An outbound statistic of the video, such as {@code keyFramesEncoded}. */
  public double videoStatistic(String name) {
    CompletableFuture<Double> value = new CompletableFuture<>();
    connection.getStats(
        report ->
            value.complete(
                report.getStats().values().stream()
                    .filter(stats -> stats.getType() == RTCStatsType.OUTBOUND_RTP)
                    .filter(stats -> "video".equals(stats.getAttributes().get("kind")))
                    .mapToDouble(stats -> number(stats, name))
                    .sum()));
    return value.orTimeout(5, TimeUnit.SECONDS).join();
  }

  /** An attribute of the transport's selected pair, such as its estimate of the path. */
  public double availableOutgoingBps() {
    CompletableFuture<Double> value = new CompletableFuture<>();
    connection.getStats(
        report ->
            value.complete(
                report.getStats().values().stream()
                    .mapToDouble(stats -> number(stats, "availableOutgoingBitrate"))
                    .max()
                    .orElse(0)));
    return value.orTimeout(5, TimeUnit.SECONDS).join();
  }

  private static double number(RTCStats stats, String name) {
    return stats.getAttributes().get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  private void pump() {
    byte[] pcm = new byte[2 * CHUNK_SAMPLES];
    long start = System.nanoTime();
    for (long chunk = 0; running; chunk++) {
      long wait = start + chunk * 10_000_000 - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      tone(pcm, chunk * CHUNK_SAMPLES);
      audioSource.pushAudio(pcm, 16, RATE_HZ, 1, CHUNK_SAMPLES);
      if (chunk % CHUNKS_PER_FRAME == 0) {
        pushFrame(chunk);
      }
    }
  }

  private static void tone(byte[] pcm, long firstSample) {
    for (int i = 0; i < CHUNK_SAMPLES; i++) {
      double phase = 2 * Math.PI * TONE_HZ * (firstSample + i) / RATE_HZ;
      short sample = (short) (8000 * Math.sin(phase));
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
  }

  private void pushFrame(long number) {
    NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
    ByteBuffer luma = buffer.getDataY();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        luma.put(y * buffer.getStrideY() + x, (byte) (x + y + number * 5));
      }
    }
    VideoFrame frame = new VideoFrame(buffer, 0, System.nanoTime());
    videoSource.pushFrame(frame);
    frame.release();
  }

  /** Tracks and sources go with the factory: the senders of the connection still hold them. */
  @Override
  public void close() {
    running = false;
    try {
      pump.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
