package org.maplebridge.bridge.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.congestion.BandwidthEstimator;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.receive.ReceivePath;
import org.maplebridge.bridge.receive.ReceivedSource;
import org.maplebridge.bridge.receive.SourceListener;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.PacketPool;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.rtp.RtpHeaderWriter;

/** One camera, from the publisher's packets to those of its receivers, without a network. */
public final class Route implements SourceListener {

  public static final int PAYLOAD_TYPE = 96;
  public static final int RTX_TYPE = 97;
  public static final int SSRC = 0xABCD_0001;
  public static final int RTX_SSRC = 0xABCD_0002;
  public static final int OUT_TYPE = 100;
  public static final int OUT_RTX_TYPE = 101;
  public static final long OUT_SSRC = 0xF000_0001L;
  public static final long OUT_RTX_SSRC = 0xF000_0002L;
  public static final ExtensionIds IDS = new ExtensionIds(4, 1, 2, 3, 5, 6);

  public final MediaCounters counters = new MediaCounters();
  public final PacketPool pool = new PacketPool(() -> true);
  public final PacketHistory history = new PacketHistory(512);
  public final PacketHistory larger = new PacketHistory(512);
  public final CapturedTransport publisher = new CapturedTransport();
  public final CapturedTransport[] receivers;
  public final Subscription[] subscriptions;
  public final SendChannel[] channels;
  private final List<Supplier<Subscription>> lines = new ArrayList<>();
  public final ReceivedSource source;
  public final ReceivePath path;

  private final byte[] buffer = new byte[2048];
  private final RtpHeaderWriter writer = new RtpHeaderWriter(buffer);
  private int transportSequence;

  public Route(Codec codec, int receiverCount, Optional<Integer> rtxType, ExtensionIds outIds) {
    this(codec, receiverCount, rtxType, outIds, List.of(), Optional.empty());
  }

  /** To one receiver over a path something is known of. */
  public Route(BandwidthEstimator estimator) {
    this(
        Codec.VP8, 1, Optional.of(OUT_RTX_TYPE), IDS, List.of(), Optional.empty(), () -> estimator);
  }

  /**
   * @param rids the encodings of simulcast, two or none, whose SSRCs are learned by their rid
   * @param lineName where the receiver's line outlives the camera
   */
  public Route(
      Codec codec,
      int receiverCount,
      Optional<Integer> rtxType,
      ExtensionIds outIds,
      List<String> rids,
      Optional<String> lineName) {
    this(codec, receiverCount, rtxType, outIds, rids, lineName, BandwidthEstimator::none);
  }

  private Route(
      Codec codec,
      int receiverCount,
      Optional<Integer> rtxType,
      ExtensionIds outIds,
      List<String> rids,
      Optional<String> lineName,
      Supplier<BandwidthEstimator> estimators) {
    SourceInfo info = new SourceInfo("cam", "anna", SourceKind.CAMERA, codec);
    PublishedSource spec =
        new PublishedSource(
            "cam",
            SourceKind.CAMERA,
            "1",
            codec,
            PAYLOAD_TYPE,
            Optional.of(RTX_TYPE),
            Optional.empty(),
            List.of(),
            List.of(),
            rids,
            IDS);
    source = new ReceivedSource(info, spec, this);
    path = new ReceivePath(List.of(source), false, pool, counters, channel(publisher));
    receivers = new CapturedTransport[receiverCount];
    subscriptions = new Subscription[receiverCount];
    channels = new SendChannel[receiverCount];
    for (int i = 0; i < receiverCount; i++) {
      receivers[i] = new CapturedTransport();
      SendChannel channel =
          new SendChannel(
              receivers[i],
              counters,
              channel(receivers[i]),
              estimators.get(),
              () -> {},
              new byte[SendChannel.BUFFER_BYTES]);
      channels[i] = channel;
      SubscriptionSpec subscribed =
          new SubscriptionSpec(
              "cam",
              "7",
              OUT_TYPE,
              rtxType,
              Optional.empty(),
              OUT_SSRC,
              OUT_RTX_SSRC,
              outIds,
              lineName);
      StreamStarts starts = new StreamStarts(new Random(i));
      lines.add(
          () ->
              new Subscription(
                  subscribed,
                  info,
                  channel,
                  new PacketHistory[] {history, larger},
                  source::requestKeyFrame,
                  new byte[] {'a'},
                  starts));
      subscriptions[i] = lines.get(i).get();
    }
  }

  /** The source a receiver got has ended, and its line goes to another. */
  public void handOver(int receiver) {
    subscriptions[receiver].close();
    history.clear();
    subscriptions[receiver] = lines.get(receiver).get();
  }

  private RtcpChannel channel(CapturedTransport transport) {
    return new RtcpChannel(transport::sendRtcp, counters, 1, new byte[] {'b'}, 20);
  }

  @Override
  public void onStarted() {}

  @Override
  public void onPacket(PooledPacket packet) {
    (packet.encoding() == 0 ? history : larger).put(packet);
    for (Subscription subscription : subscriptions) {
      subscription.forward(packet, packet.arrivalNanos());
    }
  }

  @Override
  public void onRestarted(int encoding) {
    history.clear();
    for (Subscription subscription : subscriptions) {
      subscription.restart(encoding);
    }
  }

  @Override
  public void onSenderReport(int encoding, long ntpTime, long rtpTime, long arrivalNanos) {
    for (Subscription subscription : subscriptions) {
      subscription.onSenderReport(encoding, ntpTime, rtpTime, arrivalNanos);
    }
  }

  /** The publisher sends a packet of its camera. */
  public void send(int sequence, long timestamp, byte[] payload, long nanos) {
    send(PAYLOAD_TYPE, SSRC, sequence, timestamp, payload, nanos);
  }

  public void send(int type, int ssrc, int sequence, long timestamp, byte[] payload, long nanos) {
    send(type, ssrc, "", sequence, timestamp, payload, nanos);
  }

  /**
   * @param rid the encoding's, or empty
   */
  public void send(
      int type, int ssrc, String rid, int sequence, long timestamp, byte[] payload, long nanos) {
    RtpHeaderWriter unused = writer.fixed(true, type, sequence & 0xFFFF, timestamp, ssrc);
    buffer[writer.element(IDS.mid(), 1)] = '1';
    if (!rid.isEmpty()) {
      writer.element(IDS.rid(), rid);
    }
    Bytes.put16(buffer, writer.element(IDS.transportWideSequence(), 2), transportSequence++);
    int header = writer.finish();
    System.arraycopy(payload, 0, buffer, header, payload.length);
    path.onRtp(buffer, 0, header + payload.length, nanos);
  }

  public long count(MediaCounter counter) {
    return counters.get(counter);
  }
}
