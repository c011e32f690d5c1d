package org.maplebridge.bridge.transport.srtp;

import java.lang.foreign.MemorySegment;

/**
 * Protects the RTCP packets of one connection (RFC 3711 section 3.4, RFC 7714 section 9).
 *
 * <pre>
 * AES-CM: header (8 bytes) | encrypted | E + index | tag
 * GCM:    header (8 bytes) | encrypted | tag | E + index
 * </pre>
 */
final class RtcpSealer {

  /** In front of the index: the packet is encrypted. */
  static final int ENCRYPTED = 0x8000_0000;

  private final PacketCipher cipher;

  /** Counts the packets of all our SSRCs: a receiver's replay list does not mind gaps. */
  private int index;

  RtcpSealer(PacketCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Protects a compound in place. The memory has room for index and tag behind it.
   *
   * @return the length with both, or -1 when it could not be protected
   */
  int seal(MemorySegment data, long offset, int length) {
    // The keys would have to be changed (section 9.2)
    boolean exhausted = index < 0;
    if (length < SrtpPacket.RTCP_HEADER_BYTES
        || exhausted
        || !cipher.begin(SrtpPacket.rtcpSsrc(data, offset), index)) {
      return -1;
    }
    int word = ENCRYPTED | index++;
    boolean done =
        cipher.isGcm()
            ? sealGcm(data, offset, length, word)
            : sealCounter(data, offset, length, word);
    return done ? length + cipher.tagBytes() + SrtpPacket.RTCP_INDEX_BYTES : -1;
  }

  private boolean sealGcm(MemorySegment data, long offset, int length, int word) {
    long at = data.address() + offset;
    int end = length + cipher.tagBytes();
    data.set(SrtpPacket.NETWORK_INT, offset + end, word);
    return cipher.associate(at, SrtpPacket.RTCP_HEADER_BYTES)
        && cipher.associate(at + end, SrtpPacket.RTCP_INDEX_BYTES)
        && cipher.crypt(at + SrtpPacket.RTCP_HEADER_BYTES, length - SrtpPacket.RTCP_HEADER_BYTES)
        && cipher.writeTag(at + length);
  }

  private boolean sealCounter(MemorySegment data, long offset, int length, int word) {
    long at = data.address() + offset;
    data.set(SrtpPacket.NETWORK_INT, offset + length, word);
    if (!cipher.crypt(at + SrtpPacket.RTCP_HEADER_BYTES, length - SrtpPacket.RTCP_HEADER_BYTES)
        || !cipher.mac(at, length + SrtpPacket.RTCP_INDEX_BYTES)) {
      return false;
    }
    cipher.copyMac(data, offset + length + SrtpPacket.RTCP_INDEX_BYTES);
    return true;
  }
}
