package org.maplebridge.bridge.transport.srtp;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Authenticates and decrypts the RTP packets that come in on one connection. */
final class RtpOpener {

  private final PacketCipher cipher;
  private final ReplayLists replays = new ReplayLists();

  RtpOpener(PacketCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Opens a packet in place. It is shorter by {@link PacketCipher#tagBytes()} then. What is not
   * authentic is left in any state.
   *
   * @param data with four writable bytes behind the packet
   */
  SrtpStatus open(MemorySegment data, long offset, int length) {
    int plain = length - cipher.tagBytes();
    int header = SrtpPacket.headerLength(data, offset, plain);
    if (header > plain) {
      return SrtpStatus.MALFORMED;
    }
    int ssrc = SrtpPacket.ssrc(data, offset);
    @Nullable ReplayList replay = replays.of(ssrc);
    if (replay == null) {
      return SrtpStatus.LIMITED;
    }
    long index = replay.estimate(SrtpPacket.sequence(data, offset));
    if (!replay.mayTake(index)) {
      return SrtpStatus.REPLAYED;
    }
    if (!isAuthentic(data, offset, header, plain, ssrc, index)) {
      return SrtpStatus.UNAUTHENTICATED;
    }
    replays.take(ssrc, replay, index);
    return SrtpStatus.OK;
  }

  /** And decrypts it; RFC 3711 has the tag looked at first, which GCM does by itself. */
  private boolean isAuthentic(
      MemorySegment data, long offset, int header, int plain, int ssrc, long index) {
    long at = data.address() + offset;
    if (cipher.isGcm()) {
      return cipher.begin(ssrc, index)
          && cipher.associate(at, header)
          && cipher.crypt(at + header, plain - header)
          && cipher.isTag(at + plain);
    }
    return isMac(data, offset, plain, (int) (index >>> 16))
        && cipher.begin(ssrc, index)
        && cipher.crypt(at + header, plain - header);
  }

  /** Authenticated as if the roll-over counter stood behind the packet (section 4.2). */
  private boolean isMac(MemorySegment data, long offset, int plain, int rollOver) {
    long tag = offset + plain;
    long aside = tag + cipher.tagBytes();
    // The tag moves behind the counter, which takes its place
    MemorySegment.copy(data, tag, data, tag + Integer.BYTES, aside - tag);
    data.set(SrtpPacket.NETWORK_INT, tag, rollOver);
    return cipher.mac(data.address() + offset, plain + Integer.BYTES)
        && cipher.isMac(data, tag + Integer.BYTES);
  }
}
