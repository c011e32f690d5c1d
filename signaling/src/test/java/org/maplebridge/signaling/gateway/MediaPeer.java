package org.maplebridge.signaling.gateway;

import static dev.onvoid.webrtc.RTCRtpTransceiverDirection.RECV_ONLY;
import static dev.onvoid.webrtc.RTCRtpTransceiverDirection.SEND_ONLY;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.ReceivedSource;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;

/** A participant whose media is libwebrtc's: sends a moving picture and a tone, counts frames. */
final class MediaPeer implements AutoCloseable {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int SAMPLES = 480;
  private static final String RECEIVED = "packetsReceived";

  private final PeerConnectionFactory factory;
  private final SocketClient socket;
  private final CustomVideoSource picture = new CustomVideoSource();
  private final CustomAudioSource sound = new CustomAudioSource();
  private final Map<String, LongAdder> framesBySource = new ConcurrentHashMap<>();
  private final Map<String, String> watched = new HashMap<>();
  private final RTCPeerConnection sending;
  private RTCPeerConnection receiving;

  /** Receiving connections so far, and what each of their streams last counted. */
  private int connections;

  private final Map<String, Long> received = new HashMap<>();

  private final Thread pump;
  private volatile boolean running = true;
  private boolean hungUp;

  MediaPeer(PeerConnectionFactory factory, SocketClient socket) {
    this.factory = factory;
    this.socket = socket;
    this.sending = connection();
    this.receiving = connection();
    this.pump = Thread.ofPlatform().daemon().start(this::pump);
  }

  /** Publishes microphone and camera. */
  void publish() {
    socket.call(publication());
    sendAnswered(socket.await(ServerMessage.PublishAnswer.class).sdp());
  }

  /** Asks to publish microphone and camera; gives why that was refused. */
  String refusedToPublish() {
    return socket.refused(publication()).id();
  }

  private LongFunction<ClientMessage> publication() {
    String offer = sendOffer();
    return r -> new ClientMessage.Publish(r, offer, sources());
  }

  private List<OfferedSource> sources() {
    List<RTCRtpTransceiver> lines = List.of(sending.getTransceivers());
    return List.of(
        new OfferedSource(lines.get(0).getMid(), SourceKind.MICROPHONE, true),
        new OfferedSource(lines.get(1).getMid(), SourceKind.CAMERA, true));
  }

  /** Restarts ICE on the connection it sends on, by an offer of the same session. */
  void restartSending() {
    String offer = restartOffer();
    socket.call(r -> new ClientMessage.Publish(r, offer, sources()));
    sendAnswered(socket.await(ServerMessage.PublishAnswer.class).sdp());
  }

  /** The offer of the connection it sends on, with other ICE credentials. */
  String restartOffer() {
    sending.restartIce();
    return offer(sending);
  }

  /** Offers to send a microphone, then a camera. */
  String sendOffer() {
    sending.addTransceiver(factory.createAudioTrack("microphone", sound), init(SEND_ONLY));
    sending.addTransceiver(factory.createVideoTrack("camera", picture), init(SEND_ONLY));
    return offer(sending);
  }

  void sendAnswered(String answer) {
    setRemote(sending, new RTCSessionDescription(RTCSdpType.ANSWER, answer));
  }

  /** Offers to receive one sound and one picture, whose frames are counted under its mid. */
  String watchOffer() {
    receiving.addTransceiver(factory.createAudioTrack("heard", sound), init(RECV_ONLY));
    receiving.addTransceiver(factory.createVideoTrack("seen", picture), init(RECV_ONLY));
    return offer(receiving);
  }

  /** Gives the mid of the picture. */
  String watchAnswered(String answer) {
    setRemote(receiving, new RTCSessionDescription(RTCSdpType.ANSWER, answer));
    String mid = receiving.getTransceivers()[1].getMid();
    watch(new ReceivedSource(mid, mid, "", SourceKind.CAMERA));
    return mid;
  }

  /** Pictures decoded so far. */
  long frames(String sourceId) {
    return framesBySource.get(sourceId).sum();
  }

  private static String offer(RTCPeerConnection connection) {
    Created created = new Created();
    connection.createOffer(new RTCOfferOptions(), created);
    RTCSessionDescription offer = created.await();
    setLocal(connection, offer);
    return offer.sdp;
  }

  /** Answers offers until one carries that many sources; gives that one. */
  ServerMessage.ReceiveOffer receiveUntil(int sources) {
    while (true) {
      ServerMessage.ReceiveOffer offer = socket.await(ServerMessage.ReceiveOffer.class);
      answer(offer);
      if (offer.sources().size() == sources) {
        return offer;
      }
    }
  }

  /** Waits until that many pictures of a source were decoded. */
  void awaitFrames(String sourceId, long count) {
    LongAdder frames = framesBySource.get(sourceId);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (frames.sum() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(frames.sum() + " frames of " + sourceId);
      }
      // Waiting is not silence: the server ends a socket that says nothing for 15 s.
      socket.call(ClientMessage.Ping::new);
      LockSupport.parkNanos(200_000_000);
    }
  }

  /** Stops sending as an application that ends does: DTLS says goodbye, nobody else. */
  void hangUp() {
    if (!hungUp) {
      hungUp = true;
      sending.close();
    }
  }

  /** RTP packets that ever reached this peer, by libwebrtc's own count. */
  long packetsReceived() {
    stats(receiving, RTCStatsType.INBOUND_RTP)
        .forEach(
            stats ->
                received.put(
                    connections + stats.getId(), number(stats.getAttributes().get(RECEIVED))));
    return received.values().stream().mapToLong(Long::longValue).sum();
  }

  /** RTP packets of one source's sound that reached this peer. */
  long audioPackets(String sourceId) {
    return stats(receiving, RTCStatsType.INBOUND_RTP).stream()
        .map(RTCStats::getAttributes)
        .filter(known -> sourceId.equals(watched.get(String.valueOf(known.get("mid")))))
        .mapToLong(known -> number(known.get(RECEIVED)))
        .sum();
  }

  /** Waits until sound of a source arrives. */
  void awaitAudio(String sourceId) {
    await(() -> audioPackets(sourceId) > 10, "no sound of " + sourceId);
  }

  /** Waits until that many packets were sent. */
  void awaitSent(long packets) {
    await(() -> packetsSent() >= packets, "sends no more");
  }

  private void await(BooleanSupplier state, String otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(otherwise);
      }
      // Waiting is not silence: the server ends a socket that says nothing for 15 s.
      socket.call(ClientMessage.Ping::new);
      LockSupport.parkNanos(100_000_000);
    }
  }

  /** RTP packets put on the wire by the sending connection. */
  long packetsSent() {
    return stats(sending, RTCStatsType.OUTBOUND_RTP).stream()
        .mapToLong(stats -> number(stats.getAttributes().get("packetsSent")))
        .sum();
  }

  private static List<RTCStats> stats(RTCPeerConnection connection, RTCStatsType type) {
    CompletableFuture<List<RTCStats>> all = new CompletableFuture<>();
    connection.getStats(
        report ->
            all.complete(
                report.getStats().values().stream().filter(s -> s.getType() == type).toList()));
    return all.orTimeout(5, TimeUnit.SECONDS).join();
  }

  private static long number(Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private void answer(ServerMessage.ReceiveOffer offer) {
    // An m-line that goes takes its count with it.
    packetsReceived();
    if (offer.fresh()) {
      connections++;
      receiving.close();
      receiving = connection();
      watched.clear();
    }
    setRemote(receiving, new RTCSessionDescription(RTCSdpType.OFFER, offer.sdp()));
    Created created = new Created();
    receiving.createAnswer(new RTCAnswerOptions(), created);
    RTCSessionDescription answer = created.await();
    setLocal(receiving, answer);
    offer.sources().forEach(this::watch);
    socket.call(r -> new ClientMessage.ReceiveAnswer(r, offer.epoch(), answer.sdp));
  }

  private void watch(ReceivedSource source) {
    LongAdder frames = framesBySource.computeIfAbsent(source.sourceId(), id -> new LongAdder());
    if (source.sourceId().equals(watched.put(source.mid(), source.sourceId()))) {
      return;
    }
    for (RTCRtpTransceiver transceiver : receiving.getTransceivers()) {
      if (source.mid().equals(transceiver.getMid())
          && transceiver.getReceiver().getTrack() instanceof VideoTrack video) {
        video.addSink(frame -> frames.increment());
      }
    }
  }

  private RTCPeerConnection connection() {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    return factory.createPeerConnection(configuration, (RTCIceCandidate candidate) -> {});
  }

  private void pump() {
    byte[] pcm = new byte[2 * SAMPLES];
    for (int tick = 0; running; tick++) {
      for (int i = 0; i < SAMPLES; i++) {
        int value = (int) (8_000 * Math.sin(2 * Math.PI * 440 * i / 48_000));
        pcm[2 * i] = (byte) value;
        pcm[2 * i + 1] = (byte) (value >> 8);
      }
      sound.pushAudio(pcm, 16, 48_000, 1, SAMPLES);
      if (tick % 7 == 0) {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
        for (int i = 0; i < buffer.getDataY().capacity(); i++) {
          buffer.getDataY().put(i, (byte) (i + tick));
        }
        VideoFrame frame = new VideoFrame(buffer, 0, System.nanoTime());
        picture.pushFrame(frame);
        frame.release();
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    running = false;
    try {
      pump.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    hangUp();
    receiving.close();
    picture.dispose();
    sound.dispose();
  }

  private static RTCRtpTransceiverInit init(RTCRtpTransceiverDirection direction) {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = direction;
    init.streamIds = List.of("self");
    return init;
  }

  private static void setLocal(RTCPeerConnection connection, RTCSessionDescription description) {
    Stored stored = new Stored();
    connection.setLocalDescription(description, stored);
    stored.await();
  }

  private static void setRemote(RTCPeerConnection connection, RTCSessionDescription description) {
    Stored stored = new Stored();
    connection.setRemoteDescription(description, stored);
    stored.await();
  }

  private static final class Created implements CreateSessionDescriptionObserver {
    private final CompletableFuture<RTCSessionDescription> result = new CompletableFuture<>();

    @Override
    public void onSuccess(RTCSessionDescription description) {
      result.complete(description);
    }

    @Override
    public void onFailure(String error) {
      result.completeExceptionally(new IllegalStateException(error));
    }

    RTCSessionDescription await() {
      return result.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  private static final class Stored implements SetSessionDescriptionObserver {
    private final CompletableFuture<Boolean> result = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      result.complete(true);
    }

    @Override
    public void onFailure(String error) {
      result.completeExceptionally(new IllegalStateException(error));
    }

    void await() {
      result.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
