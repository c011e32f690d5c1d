package org.maplebridge.bridge.transport.srtp;

import java.util.Optional;

/** Protects and opens the packets of one connection (RFC 3711). Owned by one thread. */
public final class SrtpSession implements AutoCloseable {

  /** SSRCs a peer may send under, its RTX and simulcast streams included. */
  static final int MAX_REMOTE_SSRCS = 256;

  private static final boolean HAS_OPENSSL = PacketCipher.isPossible();

  private final SrtpEngine engine;

  /**
   * @param workspace which it shares with the other sessions of its thread
   */
  public SrtpSession(SrtpKeys keys, SrtpWorkspace workspace) {
    this(HAS_OPENSSL ? new OpenSslSrtp(keys, workspace) : new JitsiSrtp(keys));
  }

  /** With a workspace of its own. */
  public SrtpSession(SrtpKeys keys) {
    this(keys, new SrtpWorkspace());
  }

  SrtpSession(SrtpEngine engine) {
    this.engine = engine;
  }

  /** Whether OpenSSL is there to be called directly. */
  public static boolean usesOpenSsl() {
    return HAS_OPENSSL;
  }

  /** Encrypts RTP packets in native memory, where that is possible. */
  public Optional<RtpSealer> rtpSealer() {
    return engine instanceof OpenSslSrtp openSsl
        ? Optional.of(openSsl.rtpSealer())
        : Optional.empty();
  }

  /**
   * Encrypts an RTP packet in place. The array has room for the tag behind the packet.
   *
   * @return the length with the tag, or -1 when it could not be encrypted
   */
  public int protectRtp(byte[] buffer, int offset, int length) {
    return engine.protectRtp(buffer, offset, length);
  }

  /** Encrypts an RTCP packet in place, like {@link #protectRtp}. */
  public int protectRtcp(byte[] buffer, int offset, int length) {
    return engine.protectRtcp(buffer, offset, length);
  }

  /**
   * Authenticates and decrypts an SRTP packet in place. {@link #resultLength()} tells the plain
   * length after {@link SrtpStatus#OK}.
   */
  public SrtpStatus unprotectRtp(byte[] buffer, int offset, int length) {
    return engine.unprotectRtp(buffer, offset, length);
  }

  /** Authenticates and decrypts an SRTCP packet in place, like {@link #unprotectRtp}. */
  public SrtpStatus unprotectRtcp(byte[] buffer, int offset, int length) {
    return engine.unprotectRtcp(buffer, offset, length);
  }

  /** Length of the packet the last successful call left. */
  public int resultLength() {
    return engine.resultLength();
  }

  /** Allows unknown SSRCs again, where they cost more than known ones; about once a second. */
  public void refillBudget() {
    engine.refillBudget();
  }

  /** Wipes the keys. */
  @Override
  public void close() {
    engine.close();
  }
}
