package org.maplebridge.bridge.receive;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.codec.KeyFrames;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.metrics.RateMeter;
import org.maplebridge.bridge.rtcp.ArrivalTimes;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpParser;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.HeaderExtensions;
import org.maplebridge.bridge.rtp.PacketPool;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.rtp.RedPayload;
import org.maplebridge.bridge.rtp.RtpHeader;

/** What one publishing connection sends, up to the packets of its sources. Loop only. */
public final class ReceivePath implements RtcpListener {

  private final SourceTable table;
  private final PacketPool pool;
  private final MediaCounters counters;
  private final int transportWideExtension;
  private final ArrivalTimes arrivals = new ArrivalTimes();
  private final RateMeter rate = new RateMeter();
  private final ReceiveFeedback feedback;

  // Of the packet in hand
  private final RtpHeader header = new RtpHeader();
  private int sequence;
  private int payloadOffset;
  private int payloadLength;
  private boolean recovered;
  private long rtcpArrivalNanos;

  public ReceivePath(
      List<ReceivedSource> sources, PacketPool pool, MediaCounters counters, RtcpChannel rtcp) {
    this.pool = pool;
    this.counters = counters;
    table = new SourceTable(sources);
    transportWideExtension = transportWideExtension(sources);
    feedback = new ReceiveFeedback(sources, arrivals, rtcp, counters);
  }

  private static int transportWideExtension(List<ReceivedSource> sources) {
    int id = 0;
    for (ReceivedSource source : sources) {
      PublishedSource spec = source.spec();
      id = Math.max(id, spec.extensions().transportWideSequence());
    }
    return id;
  }

  /** The route of a received packet. */
  public void onRtp(byte[] buffer, int offset, int length, long arrivalNanos) {
    counters.count(MediaCounter.PACKETS_IN);
    counters.add(MediaCounter.BYTES_IN, length);
    rate.add(length);
    if (!header.read(buffer, offset, length)) {
      counters.count(MediaCounter.DROPPED_MALFORMED);
      return;
    }
    noteArrival(buffer, arrivalNanos);
    ReceivedSource source = table.find(buffer, header);
    if (source == null) {
      counters.count(MediaCounter.DROPPED_UNKNOWN_SOURCE);
      return;
    }
    if (!unwrap(source, buffer, arrivalNanos)) {
      return;
    }
    long extended = source.unwrapper().unwrap(sequence);
    if (!source.duplicates().pass(extended)) {
      counters.count(MediaCounter.DROPPED_DUPLICATE);
      return;
    }
    if (!source.isOpen()) {
      counters.count(MediaCounter.DROPPED_CLOSED);
      return;
    }
    watchLosses(source, extended, arrivalNanos);
    deliver(source, buffer, extended, arrivalNanos);
  }

  private void noteArrival(byte[] buffer, long arrivalNanos) {
    int found = header.findExtension(buffer, transportWideExtension);
    if (found != HeaderExtensions.NONE && HeaderExtensions.length(found) == 2) {
      arrivals.onPacket(Bytes.u16(buffer, HeaderExtensions.offset(found)), arrivalNanos);
    }
  }

  /** Finds the media in the packet: as it is, in RED or in RTX. False when it was dropped. */
  private boolean unwrap(ReceivedSource source, byte[] buffer, long arrivalNanos) {
    int type = header.payloadType();
    sequence = header.sequenceNumber();
    payloadOffset = header.payloadOffset();
    payloadLength = header.payloadLength();
    recovered = source.isRtx(type);
    if (recovered) {
      return unwrapRtx(source, buffer);
    }
    if (!source.isPrimary(type) && !source.isRed(type)) {
      counters.count(MediaCounter.DROPPED_PAYLOAD_TYPE);
      return false;
    }
    if (!source.arrived(header.ssrc(), arrivalNanos)) {
      counters.count(MediaCounter.DROPPED_UNKNOWN_SOURCE);
      return false;
    }
    source.statistics().onPacket(sequence, header.timestamp(), arrivalNanos);
    return !source.isRed(type) || unwrapRed(source, buffer);
  }

  /** The original sequence number stands before the payload (RFC 4588 section 4). */
  private boolean unwrapRtx(ReceivedSource source, byte[] buffer) {
    if (payloadLength < 3 || !source.unwrapper().isStarted()) {
      counters.count(MediaCounter.DROPPED_PADDING);
      return false;
    }
    sequence = Bytes.u16(buffer, payloadOffset);
    payloadOffset += 2;
    payloadLength -= 2;
    counters.count(MediaCounter.RTX_IN);
    return true;
  }

  private boolean unwrapRed(ReceivedSource source, byte[] buffer) {
    int primary = RedPayload.primaryOffset(buffer, payloadOffset, payloadLength);
    if (primary == RedPayload.NONE
        || !source.isPrimary(RedPayload.primaryPayloadType(buffer, payloadOffset))) {
      counters.count(MediaCounter.DROPPED_MALFORMED);
      return false;
    }
    payloadLength -= primary - payloadOffset;
    payloadOffset = primary;
    return true;
  }

  private void watchLosses(ReceivedSource source, long extended, long arrivalNanos) {
    if (source.isVideo() && !source.losses().onPacket(extended, arrivalNanos)) {
      source.requestKeyFrame();
    }
  }

  private void deliver(ReceivedSource source, byte[] buffer, long extended, long arrivalNanos) {
    if (payloadLength > PooledPacket.MAX_PAYLOAD) {
      counters.count(MediaCounter.DROPPED_OVERSIZED);
      return;
    }
    boolean keyFrame =
        KeyFrames.startsAt(source.info().codec(), buffer, payloadOffset, payloadLength);
    if (keyFrame && source.isVideo()) {
      counters.count(MediaCounter.KEY_FRAMES);
      source.keyFrames().onKeyFrame();
    }
    PooledPacket packet = pool.acquire();
    try {
      packet.header(extended, header.timestamp(), header.marker(), arrivalNanos);
      packet.peeked(keyFrame, audioLevel(source, buffer));
      packet.payload(buffer, payloadOffset, payloadLength);
      source.listener().onPacket(packet);
    } finally {
      packet.release();
    }
  }

  private int audioLevel(ReceivedSource source, byte[] buffer) {
    if (source.isVideo()) {
      return PooledPacket.NO_AUDIO_LEVEL;
    }
    int found = header.findExtension(buffer, source.spec().extensions().audioLevel());
    return found == HeaderExtensions.NONE
        ? PooledPacket.NO_AUDIO_LEVEL
        : Bytes.u8(buffer, HeaderExtensions.offset(found));
  }

  /** A compound RTCP packet of the publisher. */
  public void onRtcp(byte[] buffer, int offset, int length, long arrivalNanos) {
    counters.count(MediaCounter.RTCP_IN);
    rtcpArrivalNanos = arrivalNanos;
    if (!RtcpParser.parse(buffer, offset, length, this)) {
      counters.count(MediaCounter.DROPPED_RTCP_MALFORMED);
    }
  }

  @Override
  public void onSenderReport(int ssrc, long ntpTime, long rtpTime) {
    @Nullable ReceivedSource source = table.bySsrc(ssrc);
    // RTX streams report too; only the primary one has the clock of the media
    if (source != null && source.isStarted() && source.ssrc() == ssrc) {
      source.statistics().onSenderReport(ntpTime, rtcpArrivalNanos);
      source.listener().onSenderReport(ntpTime, rtpTime, rtcpArrivalNanos);
    }
  }

  /** Sends what is due. To be called every 10 ms or so. */
  public void tick(long now) {
    rate.tick(now);
    feedback.tick(now);
  }

  /** Bits per second from the publisher. */
  public long receiveBps() {
    return rate.bps();
  }
}
