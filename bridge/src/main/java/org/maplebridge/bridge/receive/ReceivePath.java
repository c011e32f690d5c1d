package org.maplebridge.bridge.receive;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.codec.H264Payload;
import org.maplebridge.bridge.codec.KeyFrames;
import org.maplebridge.bridge.codec.Vp8Payload;
import org.maplebridge.bridge.congestion.ReceivedBandwidth;
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
  private final int sendTimeExtension;
  private final ArrivalTimes arrivals = new ArrivalTimes();
  private final ReceivedBandwidth bandwidth = new ReceivedBandwidth();
  private final RateMeter rate = new RateMeter();
  private final ReceiveFeedback feedback;

  // Of the packet in hand
  private final RtpHeader header = new RtpHeader();
  private int sequence;
  private long timestamp;
  private int payloadOffset;
  private int payloadLength;
  private long rtcpArrivalNanos;

  /**
   * @param asksMaximum whether the publisher is to be told what its path carries
   */
  public ReceivePath(
      List<ReceivedSource> sources,
      boolean asksMaximum,
      PacketPool pool,
      MediaCounters counters,
      RtcpChannel rtcp) {
    this.pool = pool;
    this.counters = counters;
    table = new SourceTable(sources);
    transportWideExtension = extension(sources, ExtensionIds::transportWideSequence);
    sendTimeExtension = asksMaximum ? extension(sources, ExtensionIds::absoluteSendTime) : 0;
    feedback = new ReceiveFeedback(sources, arrivals, bandwidth, rtcp, counters);
  }

  private static int extension(List<ReceivedSource> sources, ToIntFunction<ExtensionIds> id) {
    return sources.stream().mapToInt(s -> id.applyAsInt(s.spec().extensions())).max().orElse(0);
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
    noteArrival(buffer, length, arrivalNanos);
    ReceivedStream stream = table.find(buffer, header);
    if (stream == null) {
      counters.count(MediaCounter.DROPPED_UNKNOWN_SOURCE);
      return;
    }
    if (unwrap(stream, buffer, arrivalNanos)) {
      take(stream, buffer, stream.unwrapper().unwrap(sequence), arrivalNanos);
    }
  }

  /** The route of what was found in a packet. */
  private void take(ReceivedStream stream, byte[] buffer, long extended, long arrivalNanos) {
    if (!stream.duplicates().pass(extended)) {
      counters.count(MediaCounter.DROPPED_DUPLICATE);
      return;
    }
    if (!stream.source().isOpen()) {
      counters.count(MediaCounter.DROPPED_CLOSED);
      return;
    }
    watchLosses(stream, extended, arrivalNanos);
    deliver(stream, buffer, extended, arrivalNanos);
  }

  private void noteArrival(byte[] buffer, int length, long arrivalNanos) {
    int sent = header.findExtension(buffer, sendTimeExtension);
    if (sent != HeaderExtensions.NONE && HeaderExtensions.length(sent) == 3) {
      int at = HeaderExtensions.offset(sent);
      int time = Bytes.u8(buffer, at) << 16 | Bytes.u16(buffer, at + 1);
      bandwidth.onPacket(time, length, arrivalNanos);
    }
    int found = header.findExtension(buffer, transportWideExtension);
    if (found != HeaderExtensions.NONE && HeaderExtensions.length(found) == 2) {
      arrivals.onPacket(Bytes.u16(buffer, HeaderExtensions.offset(found)), arrivalNanos);
    }
  }

  /** Finds the media in the packet: as it is, in RED or in RTX. False when it was dropped. */
  private boolean unwrap(ReceivedStream stream, byte[] buffer, long arrivalNanos) {
    ReceivedSource source = stream.source();
    int type = header.payloadType();
    sequence = header.sequenceNumber();
    timestamp = header.timestamp();
    payloadOffset = header.payloadOffset();
    payloadLength = header.payloadLength();
    if (source.isRtx(type)) {
      return unwrapRtx(stream, buffer);
    }
    if (!source.isPrimary(type) && !source.isRed(type)) {
      counters.count(MediaCounter.DROPPED_PAYLOAD_TYPE);
      return false;
    }
    if (!stream.arrived(header.ssrc(), arrivalNanos)) {
      counters.count(MediaCounter.DROPPED_UNKNOWN_SOURCE);
      return false;
    }
    stream.statistics().onPacket(sequence, timestamp, arrivalNanos);
    return !source.isRed(type) || unwrapRed(stream, buffer, arrivalNanos);
  }

  /** The original sequence number stands before the payload (RFC 4588 section 4). */
  private boolean unwrapRtx(ReceivedStream stream, byte[] buffer) {
    if (payloadLength < 3 || !stream.unwrapper().isStarted()) {
      counters.count(MediaCounter.DROPPED_PADDING);
      return false;
    }
    sequence = Bytes.u16(buffer, payloadOffset);
    payloadOffset += 2;
    payloadLength -= 2;
    counters.count(MediaCounter.RTX_IN);
    return true;
  }

  private boolean unwrapRed(ReceivedStream stream, byte[] buffer, long arrivalNanos) {
    int from = payloadOffset;
    int length = payloadLength;
    int primary = RedPayload.primaryOffset(buffer, from, length);
    if (primary == RedPayload.NONE
        || !stream.source().isPrimary(RedPayload.primaryPayloadType(buffer, from))) {
      counters.count(MediaCounter.DROPPED_MALFORMED);
      return false;
    }
    recover(stream, buffer, from, arrivalNanos);
    timestamp = header.timestamp();
    payloadLength = from + length - primary;
    payloadOffset = primary;
    return true;
  }

  /**
   * Takes lost packets out of the redundant blocks: the packets right before this one, oldest
   * first. A block whose time does not fit its place is left alone, as after a pause.
   */
  private void recover(ReceivedStream stream, byte[] buffer, int from, long arrivalNanos) {
    int blocks = RedPayload.redundantBlocks(buffer, from);
    if (blocks == 0 || !stream.unwrapper().isStarted()) {
      return;
    }
    long extended = stream.unwrapper().unwrap(sequence);
    int data = from + 4 * blocks + 1;
    int step = RedPayload.timestampOffset(buffer, from, blocks - 1);
    for (int i = 0; i < blocks; i++) {
      int before = blocks - i;
      int size = RedPayload.blockLength(buffer, from, i);
      int offset = RedPayload.timestampOffset(buffer, from, i);
      long lost = extended - before;
      if (size > 0 && offset == before * step && !stream.duplicates().isSeen(lost)) {
        timestamp = (header.timestamp() - offset) & 0xFFFF_FFFFL;
        payloadOffset = data;
        payloadLength = size;
        counters.count(MediaCounter.RED_RECOVERED);
        take(stream, buffer, lost, arrivalNanos);
      }
      data += size;
    }
  }

  private void watchLosses(ReceivedStream stream, long extended, long arrivalNanos) {
    if (stream.source().isVideo() && !stream.losses().onPacket(extended, arrivalNanos)) {
      stream.keyFrames().want();
    }
  }

  private void deliver(ReceivedStream stream, byte[] buffer, long extended, long arrivalNanos) {
    if (payloadLength > PooledPacket.MAX_PAYLOAD) {
      counters.count(MediaCounter.DROPPED_OVERSIZED);
      return;
    }
    ReceivedSource source = stream.source();
    Codec codec = source.info().codec();
    boolean keyFrame = KeyFrames.startsAt(codec, buffer, payloadOffset, payloadLength);
    if (keyFrame && source.isVideo()) {
      counters.count(MediaCounter.KEY_FRAMES);
      stream.keyFrames().onKeyFrame();
      noteHeight(stream, codec, buffer);
    }
    PooledPacket packet = pool.acquire();
    try {
      packet.header(extended, timestamp, header.marker(), arrivalNanos);
      packet.peeked(keyFrame, audioLevel(source, buffer));
      peekLayer(packet, codec, stream.encoding(), buffer);
      packet.payload(buffer, payloadOffset, payloadLength);
      stream.facts().rates().add(packet.temporal(), payloadLength);
      source.listener().onPacket(packet);
    } finally {
      packet.release();
    }
  }

  private void noteHeight(ReceivedStream stream, Codec codec, byte[] buffer) {
    int height =
        codec == Codec.VP8
            ? Vp8Payload.keyFrameHeight(buffer, payloadOffset, payloadLength)
            : H264Payload.keyFrameHeight(buffer, payloadOffset, payloadLength);
    if (height > 0) {
      stream.facts().height(height);
    }
  }

  private void peekLayer(PooledPacket packet, Codec codec, int encoding, byte[] buffer) {
    switch (codec) {
      case OPUS -> packet.layer(encoding, 0, false, PooledPacket.NO_INDEX, PooledPacket.NO_INDEX);
      case VP8 -> peekVp8(packet, encoding, buffer);
      case H264 -> {
        // Constrained baseline tells no layers, only which pictures nobody needs
        boolean spare = H264Payload.isDisposable(buffer, payloadOffset, payloadLength);
        packet.layer(encoding, spare ? 1 : 0, spare, PooledPacket.NO_INDEX, PooledPacket.NO_INDEX);
      }
    }
  }

  private void peekVp8(PooledPacket packet, int encoding, byte[] buffer) {
    int at = payloadOffset;
    if (Vp8Payload.descriptorLength(buffer, at, payloadLength) == Vp8Payload.MALFORMED) {
      packet.layer(encoding, 0, false, PooledPacket.NO_INDEX, PooledPacket.NO_INDEX);
      return;
    }
    packet.layer(
        encoding,
        Vp8Payload.temporal(buffer, at),
        Vp8Payload.layerSync(buffer, at),
        Vp8Payload.pictureId(buffer, at),
        Vp8Payload.baseLayerIndex(buffer, at));
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
    @Nullable ReceivedStream stream = table.bySsrc(ssrc);
    // RTX streams report too; only the primary one has the clock of the media
    if (stream != null && stream.isStarted() && stream.ssrc() == ssrc) {
      stream.statistics().onSenderReport(ntpTime, rtcpArrivalNanos);
      stream
          .source()
          .listener()
          .onSenderReport(stream.encoding(), ntpTime, rtpTime, rtcpArrivalNanos);
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
