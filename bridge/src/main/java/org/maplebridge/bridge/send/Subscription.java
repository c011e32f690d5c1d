package org.maplebridge.bridge.send;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.codec.OpusPayload;
import org.maplebridge.bridge.codec.Vp8Payload;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.metrics.MediaDistribution;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.PooledPacket;

/** One receiver's view of one source: a stream that is whole, whatever happens before us. */
public final class Subscription {

  private static final int NO_PAYLOAD_TYPE = -1;
  private static final int RTX_PREFIX = 2;

  /** As much as its length byte can say. */
  private static final int PADDING = 255;

  // Given
  private final SubscriptionSpec spec;
  private final SendChannel channel;
  private final MediaCounters counters;
  private final PacketHistory[] histories;
  private final KeyFrameAsker keyFrames;
  private final byte[] cname;
  private final StreamStarts starts;

  // Made here
  private final int ssrc;
  private final boolean audio;
  private final boolean indexed;
  private final StreamHeader header;
  private final @Nullable StreamHeader rtxHeader;
  private final @Nullable RedundantAudio redundant;
  private final StreamRewriter rewriter;
  private final LayerSelector selector = new LayerSelector();
  private final SentReports reports;
  private final RetransmissionBudget budget;
  private int rtxSequence;

  private boolean closed;
  private boolean reportDue;
  private boolean sendsRedundant;
  private long packetsSent;
  private long bytesSent;

  // The publisher's last sender report of the encoding that is sent
  private boolean hasClock;
  private int clockEncoding;
  private long clockNtp;
  private long clockRtp;

  /**
   * @param histories of the source's encodings, the smallest first
   * @param cname canonical name of the participant, the same for all its sources, so that receivers
   *     play them in step
   * @param starts where sequence numbers of this connection start
   */
  public Subscription(
      SubscriptionSpec spec,
      SourceInfo source,
      SendChannel channel,
      PacketHistory[] histories,
      KeyFrameAsker keyFrames,
      byte[] cname,
      StreamStarts starts) {
    this.spec = spec;
    this.channel = channel;
    this.histories = histories;
    this.keyFrames = keyFrames;
    this.cname = cname;
    this.starts = starts;
    counters = channel.counters();
    ssrc = (int) spec.ssrc();
    audio = source.kind().isAudio();
    indexed = source.codec() == Codec.VP8;
    header = header(spec.payloadType(), ssrc);
    int rtxType = spec.rtxPayloadType().orElse(NO_PAYLOAD_TYPE);
    rtxHeader = rtxType == NO_PAYLOAD_TYPE ? null : header(rtxType, (int) spec.rtxSsrc());
    int redType = spec.redPayloadType().orElse(NO_PAYLOAD_TYPE);
    redundant =
        redType == NO_PAYLOAD_TYPE
            ? null
            : new RedundantAudio(header(redType, ssrc), spec.payloadType(), histories[0]);
    StreamPosition start = starts.of(ssrc);
    rewriter = new StreamRewriter(source.codec().clockRateHz(), start);
    packetsSent = start.packets();
    budget = new RetransmissionBudget(packetsSent);
    bytesSent = start.bytes();
    reports = new SentReports(packetsSent);
    rtxSequence = (int) (starts.of((int) spec.rtxSsrc()).nextSequence() & 0xFFFF);
  }

  private StreamHeader header(int payloadType, int streamSsrc) {
    return new StreamHeader(payloadType, streamSsrc, spec.mid(), spec.extensions(), audio);
  }

  public SubscriptionSpec spec() {
    return spec;
  }

  /** 32 bits of the SSRC the receiver knows the stream by. */
  public int ssrc() {
    return ssrc;
  }

  /**
   * The route of a packet of the source to this receiver.
   *
   * @param now when it leaves, if it need not wait
   */
  public void forward(PooledPacket packet, long now) {
    if (closed || !channel.isConnected()) {
      counters.count(MediaCounter.DROPPED_UNCONNECTED);
      return;
    }
    switch (selector.judge(packet)) {
      case IGNORE -> ignore(packet);
      case SKIP -> {
        counters.count(MediaCounter.DROPPED_LAYER);
        rewriter.skip(packet);
      }
      case BEGIN -> {
        rewriter.begin(packet);
        // A run maps the publisher's clock anew: the receiver must not play by the old one
        reportDue = true;
        pass(packet, now);
      }
      case SEND -> pass(packet, now);
    }
  }

  private void ignore(PooledPacket packet) {
    if (selector.isPaused()) {
      counters.count(MediaCounter.DROPPED_PAUSED);
    } else if (packet.encoding() != selector.targetEncoding()) {
      counters.count(MediaCounter.DROPPED_LAYER);
    } else {
      counters.count(MediaCounter.DROPPED_NO_KEY_FRAME);
      keyFrames.askKeyFrame(packet.encoding());
    }
  }

  private void pass(PooledPacket packet, long now) {
    int segment = rewriter.find(packet.extendedSequence());
    if (segment == StreamRewriter.NONE) {
      counters.count(MediaCounter.DROPPED_TOO_OLD);
      return;
    }
    rewriter.sent(segment, packet);
    if (audio || channel.pacer().pass(this, packet, segment, now)) {
      sendPaced(packet, segment, now);
    }
  }

  /** Sends a packet whose turn has come. */
  void sendPaced(PooledPacket packet, int segment, long now) {
    if (closed) {
      return;
    }
    if (redundant != null && sendsRedundant) {
      sendRedundant(redundant, packet, segment, now);
    } else {
      send(packet, segment, now);
    }
    packetsSent++;
    bytesSent += packet.payloadLength();
    if (!audio && packet.marker() && channel.hasRoomToRepeat()) {
      // Nothing follows soon that would show its loss
      repeatRepair(packet, segment, now);
    }
    if (reportDue) {
      reportDue = false;
      sendReport(now);
    }
  }

  private void send(PooledPacket packet, int segment, long now) {
    int at = header.length();
    writeHeader(
        header, packet, segment, now, rewriter.sequence(segment, packet.extendedSequence()));
    copyPayload(packet, segment, at);
    channel.send(at + packet.payloadLength(), header.isNumbered(), now);
  }

  private void sendRedundant(RedundantAudio blocks, PooledPacket packet, int segment, long now) {
    StreamHeader red = blocks.header();
    writeHeader(red, packet, segment, now, rewriter.sequence(segment, packet.extendedSequence()));
    int end = blocks.write(channel.buffer(), red.length(), packet, rewriter.runFirst());
    if (OpusPayload.isDiscontinuous(packet.payloadLength())) {
      repeat(blocks, packet, segment, end, now);
    }
    channel.send(end, red.isNumbered(), now);
  }

  /**
   * The packet that begins or refreshes a pause of the speaker is sent twice: none follows for 400
   * ms that could bring it again, and without it the receiver takes the pause for a loss. The very
   * same bytes, see {@link #resend}.
   */
  private void repeat(
      RedundantAudio blocks, PooledPacket packet, int segment, int length, long now) {
    counters.count(MediaCounter.REPEATED);
    channel.sendUncounted(length);
    StreamHeader red = blocks.header();
    writeHeader(red, packet, segment, now, rewriter.sequence(segment, packet.extendedSequence()));
    int unused = blocks.write(channel.buffer(), red.length(), packet, rewriter.runFirst());
  }

  private void writeHeader(
      StreamHeader stream, PooledPacket packet, int segment, long now, int sequence) {
    stream.write(
        channel.buffer(),
        packet,
        sequence,
        rewriter.timestamp(segment, packet.timestamp()),
        now,
        channel.nextTransportSequence());
  }

  private void copyPayload(PooledPacket packet, int segment, int at) {
    byte[] buffer = channel.buffer();
    packet.copyPayload(buffer, at);
    if (indexed) {
      if (packet.pictureId() != PooledPacket.NO_INDEX) {
        Vp8Payload.putPictureId(buffer, at, rewriter.pictureId(segment, packet.pictureId()));
      }
      if (packet.baseLayerIndex() != PooledPacket.NO_INDEX) {
        Vp8Payload.putBaseLayerIndex(
            buffer, at, rewriter.baseLayerIndex(segment, packet.baseLayerIndex()));
      }
    }
  }

  /** Asks for the key frame it begins with. */
  public void begin() {
    if (!selector.isPaused()) {
      keyFrames.askKeyFrame(selector.targetEncoding());
    }
  }

  /** Sends these layers from the next fitting frame on. */
  public void target(int encoding, int temporal) {
    selector.target(encoding, temporal);
    if (selector.isSwitching()) {
      keyFrames.askKeyFrame(selector.targetEncoding());
    }
  }

  /** Sends nothing until {@link #target}. */
  public void hold() {
    selector.pause();
    rewriter.end();
    channel.pacer().drop(this);
  }

  /** The source was closed: the next packet a decoder can start with continues the stream. */
  public void pause() {
    selector.interrupt();
    rewriter.end();
    channel.pacer().drop(this);
  }

  /** An encoding of the source began anew, with another clock. */
  public void restart(int encoding) {
    if (encoding == selector.targetEncoding() || !selector.isSwitching()) {
      pause();
    }
    hasClock = hasClock && clockEncoding != encoding;
  }

  /** One pair of a NACK from the receiver. */
  public void onNack(int packetId, int followingMask, long now) {
    resend(packetId, now);
    for (int mask = followingMask, id = packetId + 1; mask != 0; mask >>>= 1, id++) {
      if ((mask & 1) != 0) {
        resend(id & 0xFFFF, now);
      }
    }
  }

  private void resend(int sequence, long now) {
    counters.count(MediaCounter.NACKED_IN);
    if (selector.isPaused()) {
      counters.count(MediaCounter.DROPPED_NOT_IN_HISTORY);
      return;
    }
    int segment = rewriter.findSent(sequence);
    PooledPacket packet =
        segment == StreamRewriter.NONE
            ? null
            : histories[rewriter.encoding(segment)].get(rewriter.sourceSequence(segment, sequence));
    if (packet == null) {
      counters.count(MediaCounter.DROPPED_NOT_IN_HISTORY);
    } else if (!budget.grant(packetsSent, now)) {
      counters.count(MediaCounter.DROPPED_RTX_BUDGET);
    } else if (audio) {
      repair(packet, segment, now);
    } else if (channel.pacer().passRepair(this, packet, segment, now)) {
      repair(packet, segment, now);
      repeatRepair(packet, segment, now);
    }
  }

  /**
   * Where packets get lost at random a repair may be lost too, and a receiver asks again only after
   * a tenth of a second or more: so it is sent once more, a little later.
   */
  private void repeatRepair(PooledPacket packet, int segment, long now) {
    if (channel.losesAtRandom() && budget.grant(packetsSent, now)) {
      channel.pacer().repeatRepair(this, packet, segment);
    }
  }

  /** Sends a packet again that was lost and whose turn has come. */
  void repair(PooledPacket packet, int segment, long now) {
    if (closed) {
      return;
    }
    if (rtxHeader != null) {
      counters.count(MediaCounter.RTX_OUT);
      int sequence = rewriter.sequence(segment, packet.extendedSequence());
      sendRtx(rtxHeader, packet, segment, sequence, now);
    } else if (header.isConstant()) {
      // The very same bytes: a second plaintext under one SRTP index would break the cipher
      // (RFC 3711 section 9.1)
      counters.count(MediaCounter.RTX_OUT);
      send(packet, segment, now);
    }
  }

  /** RFC 4588 section 4: a stream of its own, the original number before the payload. */
  private void sendRtx(StreamHeader rtx, PooledPacket packet, int segment, int sequence, long now) {
    rtxSequence = (rtxSequence + 1) & 0xFFFF;
    writeHeader(rtx, packet, segment, now, rtxSequence);
    int at = rtx.length();
    Bytes.put16(channel.buffer(), at, sequence);
    copyPayload(packet, segment, at + RTX_PREFIX);
    channel.send(at + RTX_PREFIX + packet.payloadLength(), rtx.isNumbered(), now);
  }

  /**
   * Sends something beside the media, to find out whether the path carries it: the newest packet
   * once more, which is worth more than padding where packets get lost, or else padding.
   *
   * @return whether something was sent
   */
  public boolean probe(long now) {
    if (rtxHeader == null || closed) {
      return false;
    }
    counters.count(MediaCounter.PROBES_OUT);
    int sequence = (int) (rewriter.nextSequence() - 1) & 0xFFFF;
    int segment = rewriter.isRunning() ? rewriter.findSent(sequence) : StreamRewriter.NONE;
    PooledPacket packet =
        segment == StreamRewriter.NONE
            ? null
            : histories[rewriter.encoding(segment)].get(rewriter.sourceSequence(segment, sequence));
    if (packet != null) {
      sendRtx(rtxHeader, packet, segment, sequence, now);
    } else {
      sendPadding(rtxHeader, now);
    }
    return true;
  }

  /** A packet of nothing but padding on the RTX stream (RFC 3550 section 5.1, the P bit). */
  private void sendPadding(StreamHeader rtx, long now) {
    byte[] buffer = channel.buffer();
    rtxSequence = (rtxSequence + 1) & 0xFFFF;
    rtx.writePadding(buffer, rtxSequence, now, channel.nextTransportSequence());
    int end = rtx.length() + PADDING;
    Arrays.fill(buffer, rtx.length(), end - 1, (byte) 0);
    buffer[end - 1] = (byte) PADDING;
    channel.send(end, rtx.isNumbered(), now);
  }

  /**
   * The publisher's clock, passed on with our time stamps: streams of one participant stay
   * comparable, which is what lip sync needs.
   */
  public void onSenderReport(int encoding, long ntpTime, long rtpTime, long now) {
    if (encoding != selector.targetEncoding()) {
      return;
    }
    hasClock = true;
    clockEncoding = encoding;
    clockNtp = ntpTime;
    clockRtp = rtpTime;
    if (!selector.isSwitching()) {
      sendReport(now);
    }
  }

  private void sendReport(long now) {
    if (!hasClock
        || clockEncoding != selector.targetEncoding()
        || !rewriter.isRunning()
        || closed
        || !channel.isConnected()) {
      return;
    }
    long rtpTime = rewriter.timestamp(clockRtp);
    RtcpWriter unused =
        channel
            .rtcp()
            .begin()
            .senderReport(ssrc, clockNtp, rtpTime, packetsSent, bytesSent)
            .canonicalName(ssrc, cname);
    channel.rtcp().send();
    reports.sent(clockNtp, now);
  }

  /**
   * What the path loses now.
   *
   * @param ratio 0 to 1
   * @param redundancy how often the path could carry all sound again
   */
  public void onPathLoss(double ratio, int redundancy) {
    if (redundant != null) {
      redundant.onLoss(ratio, redundancy);
      sendsRedundant = redundant.isOn();
    }
  }

  /** What it costs now, redundancy included, in times of the stream alone. */
  public double weight() {
    return redundant == null ? 1 : redundant.weight();
  }

  /** A report block of the receiver about this stream. */
  public void onReport(int fractionLost, long lastSenderReport, long delaySince, long now) {
    long roundTrip = reports.answered(fractionLost, packetsSent, lastSenderReport, delaySince, now);
    counters.observe(MediaDistribution.SEND_LOSS_RATIO, reports.lossRatio());
    if (roundTrip > 0) {
      counters.observe(MediaDistribution.ROUND_TRIP_SECONDS, roundTrip / 1e9);
    }
  }

  /** The receiver cannot decode. */
  public void onPictureLoss() {
    if (selector.isPaused()) {
      return;
    }
    keyFrames.askKeyFrame(selector.targetEncoding());
  }

  /** What the receiver said last. */
  public SentReports reports() {
    return reports;
  }

  /** What the receiver gets now. */
  public SentPicture picture() {
    return new SentPicture(
        spec.sourceId(), selector.targetEncoding(), selector.temporal(), selector.isPaused());
  }

  /** Whether of a microphone. */
  public boolean isAudio() {
    return audio;
  }

  /** Whether the stream has ended. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Ends the stream and says so (RFC 3550 section 6.3.7), unless another source will continue it.
   * Idempotent.
   */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    channel.pacer().drop(this);
    starts.ended(ssrc, rewriter.position(packetsSent, bytesSent));
    starts.ended((int) spec.rtxSsrc(), StreamPosition.first((1L << 16) + rtxSequence + 1, 0));
    if (packetsSent > 0 && spec.lineName().isEmpty() && channel.isConnected()) {
      RtcpWriter unused =
          channel.rtcp().begin().receiverReport(ssrc).canonicalName(ssrc, cname).bye(ssrc);
      channel.rtcp().send();
    }
  }
}
