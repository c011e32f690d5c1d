package org.maplebridge.bridge.transport.srtp;

import java.lang.foreign.MemorySegment;
import org.maplebridge.bridge.transport.udp.DatagramSealer;

/** Protects the RTP packets of one connection in native memory, right before they leave. */
public final class RtpSealer implements DatagramSealer {

  private final PacketCipher cipher;
  private final SentIndices indices = new SentIndices();

  RtpSealer(PacketCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Protects a packet in place. The memory has room for the tag behind it.
   *
   * @return the length with the tag, or -1 when it could not be protected
   */
  @Override
  public int seal(MemorySegment data, long offset, int length) {
    int header = SrtpPacket.headerLength(data, offset, length);
    if (header > length) {
      return -1;
    }
    int ssrc = SrtpPacket.ssrc(data, offset);
    long index = indices.index(ssrc, SrtpPacket.sequence(data, offset));
    if (index < 0 || !cipher.begin(ssrc, index)) {
      return -1;
    }
    return cipher.isGcm()
        ? sealGcm(data.address() + offset, header, length)
        : sealCounter(data, offset, header, length, index);
  }

  private int sealGcm(long at, int header, int length) {
    boolean done =
        cipher.associate(at, header)
            && cipher.crypt(at + header, length - header)
            && cipher.writeTag(at + length);
    return done ? length + cipher.tagBytes() : -1;
  }

  private int sealCounter(MemorySegment data, long offset, int header, int length, long index) {
    long at = data.address() + offset;
    if (!cipher.crypt(at + header, length - header)) {
      return -1;
    }
    // Authenticated as if the roll-over counter stood behind the packet (RFC 3711 section 4.2)
    data.set(SrtpPacket.NETWORK_INT, offset + length, (int) (index >>> 16));
    if (!cipher.mac(at, length + Integer.BYTES)) {
      return -1;
    }
    cipher.copyMac(data, offset + length);
    return length + cipher.tagBytes();
  }
}
