package org.maplebridge.bridge.transport.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** By OpenSSL, called directly on packets in native memory. */
final class OpenSslSrtp implements SrtpEngine {

  private final PacketCipher rtpOut;
  private final PacketCipher rtcpOut;
  private final PacketCipher rtpIn;
  private final PacketCipher rtcpIn;
  private final RtpSealer rtpSealer;
  private final RtcpSealer rtcpSealer;
  private final RtpOpener rtpOpener;
  private final RtcpOpener rtcpOpener;

  private final MemorySegment packet;

  private int resultLength;

  OpenSslSrtp(SrtpKeys keys, SrtpWorkspace workspace) {
    packet = workspace.packet;
    SrtpProfile profile = keys.profile();
    byte[] ourKey = keys.localKey();
    byte[] ourSalt = keys.localSalt();
    byte[] theirKey = keys.remoteKey();
    byte[] theirSalt = keys.remoteSalt();
    rtpOut = new PacketCipher(profile, SessionKeys.ofRtp(ourKey, ourSalt), true, workspace);
    rtcpOut = new PacketCipher(profile, SessionKeys.ofRtcp(ourKey, ourSalt), true, workspace);
    rtpIn = new PacketCipher(profile, SessionKeys.ofRtp(theirKey, theirSalt), false, workspace);
    rtcpIn = new PacketCipher(profile, SessionKeys.ofRtcp(theirKey, theirSalt), false, workspace);
    rtpSealer = new RtpSealer(rtpOut);
    rtcpSealer = new RtcpSealer(rtcpOut);
    rtpOpener = new RtpOpener(rtpIn);
    rtcpOpener = new RtcpOpener(rtcpIn);
  }

  /** As {@link SrtpSession#rtpSealer}. */
  RtpSealer rtpSealer() {
    return rtpSealer;
  }

  @Override
  public int protectRtp(byte[] buffer, int offset, int length) {
    return enter(buffer, offset, length)
        ? leave(rtpSealer.seal(packet, 0, length), buffer, offset)
        : -1;
  }

  @Override
  public int protectRtcp(byte[] buffer, int offset, int length) {
    return enter(buffer, offset, length)
        ? leave(rtcpSealer.seal(packet, 0, length), buffer, offset)
        : -1;
  }

  @Override
  public SrtpStatus unprotectRtp(byte[] buffer, int offset, int length) {
    if (!enter(buffer, offset, length)) {
      return SrtpStatus.MALFORMED;
    }
    SrtpStatus status = rtpOpener.open(packet, 0, length);
    if (status == SrtpStatus.OK) {
      resultLength = leave(length - rtpIn.tagBytes(), buffer, offset);
    }
    return status;
  }

  @Override
  public SrtpStatus unprotectRtcp(byte[] buffer, int offset, int length) {
    if (!enter(buffer, offset, length)) {
      return SrtpStatus.MALFORMED;
    }
    SrtpStatus status = rtcpOpener.open(packet, 0, length);
    if (status == SrtpStatus.OK) {
      resultLength = leave(length - rtcpOpener.overhead(), buffer, offset);
    }
    return status;
  }

  private boolean enter(byte[] buffer, int offset, int length) {
    if (length > SrtpWorkspace.MAX_PACKET_BYTES) {
      return false;
    }
    MemorySegment.copy(buffer, offset, packet, JAVA_BYTE, 0, length);
    return true;
  }

  private int leave(int length, byte[] buffer, int offset) {
    if (length > 0) {
      MemorySegment.copy(packet, JAVA_BYTE, 0, buffer, offset, length);
    }
    return length;
  }

  @Override
  public int resultLength() {
    return resultLength;
  }

  /** An unknown SSRC costs what a known one does: keys are derived once for all. */
  @Override
  public void refillBudget() {}

  /** Frees and wipes the keys. Idempotent. */
  @Override
  public void close() {
    rtpOut.close();
    rtcpOut.close();
    rtpIn.close();
    rtcpIn.close();
  }
}
