package org.maplebridge.bridge.transport.srtp;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates and decrypts the RTCP packets that come in on one connection; what they look like
 * is drawn at {@link RtcpSealer}.
 */
final class RtcpOpener {

  private final PacketCipher cipher;
  private final ReplayLists replays = new ReplayLists();

  RtcpOpener(PacketCipher cipher) {
    this.cipher = cipher;
  }

  /** Bytes a packet is longer than the compound in it. */
  int overhead() {
    return cipher.tagBytes() + SrtpPacket.RTCP_INDEX_BYTES;
  }

  /**
   * Opens a packet in place. It is shorter by {@link #overhead()} then. What is not authentic is
   * left in any state.
   */
  SrtpStatus open(MemorySegment data, long offset, int length) {
    int plain = length - overhead();
    if (plain < SrtpPacket.RTCP_HEADER_BYTES) {
      return SrtpStatus.MALFORMED;
    }
    int ssrc = SrtpPacket.rtcpSsrc(data, offset);
    @Nullable ReplayList replay = replays.of(ssrc);
    if (replay == null) {
      return SrtpStatus.LIMITED;
    }
    int wordAt = cipher.isGcm() ? plain + cipher.tagBytes() : plain;
    int word = data.get(SrtpPacket.NETWORK_INT, offset + wordAt);
    int index = word & ~RtcpSealer.ENCRYPTED;
    if (!replay.mayTake(index)) {
      return SrtpStatus.REPLAYED;
    }
    boolean encrypted = (word & RtcpSealer.ENCRYPTED) != 0;
    boolean authentic =
        cipher.isGcm()
            ? openGcm(data, offset, plain, ssrc, index, encrypted)
            : openCounter(data, offset, plain, ssrc, index, encrypted);
    if (!authentic) {
      return SrtpStatus.UNAUTHENTICATED;
    }
    replays.take(ssrc, replay, index);
    return SrtpStatus.OK;
  }

  /** What is not encrypted is associated data as a whole (RFC 7714 section 9.3). */
  private boolean openGcm(
      MemorySegment data, long offset, int plain, int ssrc, int index, boolean encrypted) {
    long at = data.address() + offset;
    int header = encrypted ? SrtpPacket.RTCP_HEADER_BYTES : plain;
    return cipher.begin(ssrc, index)
        && cipher.associate(at, header)
        && cipher.associate(at + plain + cipher.tagBytes(), SrtpPacket.RTCP_INDEX_BYTES)
        && cipher.crypt(at + header, plain - header)
        && cipher.isTag(at + plain);
  }

  private boolean openCounter(
      MemorySegment data, long offset, int plain, int ssrc, int index, boolean encrypted) {
    long at = data.address() + offset;
    int authenticated = plain + SrtpPacket.RTCP_INDEX_BYTES;
    int header = encrypted ? SrtpPacket.RTCP_HEADER_BYTES : plain;
    return cipher.mac(at, authenticated)
        && cipher.isMac(data, offset + authenticated)
        && cipher.begin(ssrc, index)
        && cipher.crypt(at + header, plain - header);
  }
}
