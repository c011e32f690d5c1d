package org.maplebridge.recording.media;

import java.nio.ByteBuffer;
import org.maplebridge.bridge.api.MediaPacket;

/** One RTP packet (RFC 3550 section 5.1) as FFmpeg's RTP muxer sent it. */
public record RtpDatagram(byte[] bytes) {

  public int sequenceNumber() {
    return ByteBuffer.wrap(bytes).getShort(2) & 0xFFFF;
  }

  public long timestamp() {
    return ByteBuffer.wrap(bytes).getInt(4) & 0xFFFF_FFFFL;
  }

  public boolean marker() {
    return (bytes[1] & 0x80) != 0;
  }

  /** As the bridge hands it to subscribers. */
  public CountedPacket arriving(long arrivalNanos) {
    return new CountedPacket(this, arrivalNanos);
  }

  /** Counts references as the bridge's packets do. */
  public static final class CountedPacket implements MediaPacket {
    private final RtpDatagram datagram;
    private final long arrivalNanos;
    private final java.util.concurrent.atomic.AtomicInteger references =
        new java.util.concurrent.atomic.AtomicInteger(1);

    CountedPacket(RtpDatagram datagram, long arrivalNanos) {
      this.datagram = datagram;
      this.arrivalNanos = arrivalNanos;
    }

    @Override
    public int sequenceNumber() {
      return datagram.sequenceNumber();
    }

    @Override
    public long timestamp() {
      return datagram.timestamp();
    }

    @Override
    public boolean marker() {
      return datagram.marker();
    }

    @Override
    public long arrivalNanos() {
      return arrivalNanos;
    }

    @Override
    public ByteBuffer payload() {
      if (references.get() <= 0) {
        throw new IllegalStateException("read after release");
      }
      return ByteBuffer.wrap(datagram.bytes, 12, datagram.bytes.length - 12)
          .slice()
          .asReadOnlyBuffer();
    }

    @Override
    public MediaPacket retain() {
      references.incrementAndGet();
      return this;
    }

    @Override
    public void release() {
      if (references.decrementAndGet() < 0) {
        throw new IllegalStateException("released too often");
      }
    }

    public int references() {
      return references.get();
    }
  }
}
