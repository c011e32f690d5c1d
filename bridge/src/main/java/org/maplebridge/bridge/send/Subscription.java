package org.maplebridge.bridge.send;

import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.PooledPacket;

/** One receiver's view of one source: a stream that is whole, whatever happens before us. */
public final class Subscription {

  private static final int NO_PAYLOAD_TYPE = -1;
  private static final int RTX_PREFIX = 2;

  // Given
  private final SubscriptionSpec spec;
  private final SendChannel channel;
  private final MediaCounters counters;
  private final PacketHistory history;
  private final KeyFrameAsker keyFrames;
  private final byte[] cname;
  private final StreamStarts starts;

  // Made here
  private final int ssrc;
  private final StreamHeader header;
  private final @Nullable StreamHeader rtxHeader;
  private final StreamRewriter rewriter;
  private final SentReports sentReports = new SentReports();
  private final RetransmissionBudget budget = new RetransmissionBudget();
  private int rtxSequence;

  private boolean closed;
  private boolean reportDue;
  private long packetsSent;
  private long bytesSent;

  // The publisher's last sender report
  private boolean hasClock;
  private long clockNtp;
  private long clockRtp;

  // The receiver's last report
  private double lossRatio;
  private long roundTripNanos;
  private long packetsSentAtReport;
  private long packetsInReport;

  /**
   * @param cname canonical name of the participant, the same for all its sources, so that receivers
   *     play them in step
   * @param starts where sequence numbers of this connection start
   */
  public Subscription(
      SubscriptionSpec spec,
      SourceInfo source,
      SendChannel channel,
      PacketHistory history,
      KeyFrameAsker keyFrames,
      byte[] cname,
      StreamStarts starts) {
    this.spec = spec;
    this.channel = channel;
    this.history = history;
    this.keyFrames = keyFrames;
    this.cname = cname;
    this.starts = starts;
    counters = channel.counters();
    ssrc = (int) spec.ssrc();
    boolean audio = source.kind().isAudio();
    header = new StreamHeader(spec.payloadType(), ssrc, spec.mid(), spec.extensions(), audio);
    int rtxType = spec.rtxPayloadType().orElse(NO_PAYLOAD_TYPE);
    rtxHeader =
        rtxType == NO_PAYLOAD_TYPE
            ? null
            : new StreamHeader(rtxType, (int) spec.rtxSsrc(), spec.mid(), spec.extensions(), audio);
    rewriter =
        new StreamRewriter(source.codec().clockRateHz(), starts.sequence(ssrc), starts.timestamp());
    rtxSequence = (int) (starts.sequence((int) spec.rtxSsrc()) & 0xFFFF);
  }

  public SubscriptionSpec spec() {
    return spec;
  }

  /** 32 bits of the SSRC the receiver knows the stream by. */
  public int ssrc() {
    return ssrc;
  }

  /** The route of a packet of the source to this receiver. */
  public void forward(PooledPacket packet) {
    if (closed || !channel.isConnected()) {
      return;
    }
    if (!rewriter.isRunning() && !begin(packet)) {
      return;
    }
    long extended = packet.extendedSequence();
    if (!rewriter.covers(extended)) {
      counters.count(MediaCounter.DROPPED_TOO_OLD);
      return;
    }
    rewriter.sent(extended, packet.timestamp(), packet.arrivalNanos());
    send(packet, packet.arrivalNanos());
    budget.onSent();
    packetsSent++;
    bytesSent += packet.payloadLength();
    if (reportDue) {
      reportDue = false;
      sendReport(packet.arrivalNanos());
    }
  }

  /** Begins a segment if a decoder can start with the packet. */
  private boolean begin(PooledPacket packet) {
    if (!packet.keyFrameStart()) {
      counters.count(MediaCounter.DROPPED_NO_KEY_FRAME);
      keyFrames.askKeyFrame();
      return false;
    }
    rewriter.begin(packet.extendedSequence(), packet.timestamp(), packet.arrivalNanos());
    // A segment maps the publisher's clock anew: the receiver must not play by the old one
    reportDue = true;
    return true;
  }

  private void send(PooledPacket packet, long nanos) {
    byte[] buffer = channel.buffer();
    header.write(
        buffer,
        packet,
        rewriter.sequence(packet.extendedSequence()),
        rewriter.timestamp(packet.timestamp()),
        nanos,
        header.isNumbered() ? channel.nextTransportSequence() : 0);
    packet.copyPayload(buffer, header.length());
    channel.send(header.length() + packet.payloadLength());
  }

  /** The source was closed: the next packet a decoder can start with continues the stream. */
  public void pause() {
    rewriter.end();
  }

  /** The source began anew, with another clock. */
  public void restart() {
    rewriter.end();
    hasClock = false;
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
    long extended = rewriter.sourceSequence(sequence);
    PooledPacket packet = rewriter.covers(extended) ? history.get(extended) : null;
    if (packet == null) {
      counters.count(MediaCounter.DROPPED_NOT_IN_HISTORY);
    } else if (!budget.grant(now)) {
      counters.count(MediaCounter.DROPPED_RTX_BUDGET);
    } else if (rtxHeader != null) {
      sendRtx(rtxHeader, packet, sequence, now);
    } else if (header.isConstant()) {
      // The very same bytes: a second plaintext under one SRTP index would break the cipher
      // (RFC 3711 section 9.1)
      counters.count(MediaCounter.RTX_OUT);
      send(packet, now);
    }
  }

  /** RFC 4588 section 4: a stream of its own, the original number before the payload. */
  private void sendRtx(StreamHeader rtx, PooledPacket packet, int sequence, long now) {
    byte[] buffer = channel.buffer();
    rtxSequence = (rtxSequence + 1) & 0xFFFF;
    rtx.write(
        buffer,
        packet,
        rtxSequence,
        rewriter.timestamp(packet.timestamp()),
        now,
        rtx.isNumbered() ? channel.nextTransportSequence() : 0);
    Bytes.put16(buffer, rtx.length(), sequence);
    packet.copyPayload(buffer, rtx.length() + RTX_PREFIX);
    counters.count(MediaCounter.RTX_OUT);
    channel.send(rtx.length() + RTX_PREFIX + packet.payloadLength());
  }

  /**
   * The publisher's clock, passed on with our time stamps: streams of one participant stay
   * comparable, which is what lip sync needs.
   */
  public void onSenderReport(long ntpTime, long rtpTime, long now) {
    hasClock = true;
    clockNtp = ntpTime;
    clockRtp = rtpTime;
    sendReport(now);
  }

  private void sendReport(long now) {
    if (!hasClock || !rewriter.isRunning() || closed || !channel.isConnected()) {
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
    sentReports.sent(clockNtp, now);
  }

  /** A report block of the receiver about this stream. */
  public void onReport(int fractionLost, long lastSenderReport, long delaySince, long now) {
    lossRatio = fractionLost / 256.0;
    packetsInReport = packetsSent - packetsSentAtReport;
    packetsSentAtReport = packetsSent;
    if (lastSenderReport != 0) {
      long roundTrip = sentReports.roundTrip(lastSenderReport, delaySince, now);
      roundTripNanos = roundTrip > 0 ? roundTrip : roundTripNanos;
    }
  }

  /** The receiver cannot decode. */
  public void onPictureLoss() {
    keyFrames.askKeyFrame();
  }

  /** Lost share of what we sent in the last report interval, 0 to 1. */
  public double lossRatio() {
    return lossRatio;
  }

  /** Packets the loss ratio is of. */
  public long packetsInReport() {
    return packetsInReport;
  }

  /** From the last report answered; 0 while unknown. */
  public long roundTripNanos() {
    return roundTripNanos;
  }

  /** Whether the stream has ended. */
  public boolean isClosed() {
    return closed;
  }

  /** Ends the stream and says so (RFC 3550 section 6.3.7). Idempotent. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    starts.ended(ssrc, rewriter.nextSequence());
    starts.ended((int) spec.rtxSsrc(), (1L << 16) + rtxSequence + 1);
    if (packetsSent > 0 && channel.isConnected()) {
      RtcpWriter unused =
          channel.rtcp().begin().receiverReport(ssrc).canonicalName(ssrc, cname).bye(ssrc);
      channel.rtcp().send();
    }
  }
}
