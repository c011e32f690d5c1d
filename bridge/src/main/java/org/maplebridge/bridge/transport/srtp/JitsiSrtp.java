package org.maplebridge.bridge.transport.srtp;

import io.netty.util.collection.IntObjectHashMap;
import java.security.GeneralSecurityException;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/**
 * By jitsi-srtp, where {@code libcrypto.so.3} is missing. Keys are derived once per SSRC and
 * direction and kept.
 *
 * <p>A stranger who spoofs the peer's address can make us derive keys for SSRCs he invents, so a
 * context is kept only once a packet of it authenticated, and only {@value #UNKNOWN_SSRC_BUDGET}
 * unknown ones are tried between two calls of {@link #refillBudget()}.
 */
final class JitsiSrtp implements SrtpEngine {

  static final int UNKNOWN_SSRC_BUDGET = 64;

  private static final int RTP_HEADER_BYTES = 12;
  private static final int RTCP_HEADER_BYTES = 8;
  private static final int RTP_SSRC_OFFSET = 8;
  private static final int RTCP_SSRC_OFFSET = 4;
  private static final int SRTCP_INDEX_BYTES = 4;
  private static final int GCM_TAG_BYTES = 16;
  private static final int HMAC_SHA1_KEY_BYTES = 20;
  private static final int HMAC_SHA1_80_TAG_BYTES = 10;

  /** Packets are counted by whoever asked; a stranger must not be able to fill the log. */
  private static final Logger quiet = new LoggerImpl("org.jitsi.srtp", Level.SEVERE);

  static {
    // Named, because it would otherwise try every provider against the clock at the first call.
    Aes.setFactoryClassName(
        Aes.class.getName()
            + (JitsiOpenSslProvider.isLoaded() ? "$OpenSSLCipherFactory" : "$SunJCECipherFactory"));
  }

  private final SrtpContextFactory sendFactory;
  private final SrtpContextFactory receiveFactory;
  private final int tagBytes;

  private final IntObjectHashMap<SrtpCryptoContext> sendRtp = new IntObjectHashMap<>();
  private final IntObjectHashMap<SrtcpCryptoContext> sendRtcp = new IntObjectHashMap<>();
  private final IntObjectHashMap<SrtpCryptoContext> receiveRtp = new IntObjectHashMap<>();
  private final IntObjectHashMap<SrtcpCryptoContext> receiveRtcp = new IntObjectHashMap<>();
  private final PacketWindow window = new PacketWindow();
  private int unknownSsrcBudget = UNKNOWN_SSRC_BUDGET;

  JitsiSrtp(SrtpKeys keys) {
    SrtpProfile profile = keys.profile();
    tagBytes =
        switch (profile) {
          case AEAD_AES_128_GCM -> GCM_TAG_BYTES;
          case AES128_CM_HMAC_SHA1_80 -> HMAC_SHA1_80_TAG_BYTES;
        };
    sendFactory = factory(true, keys.localKey(), keys.localSalt(), profile);
    receiveFactory = factory(false, keys.remoteKey(), keys.remoteSalt(), profile);
  }

  private static SrtpContextFactory factory(
      boolean sender, byte[] key, byte[] salt, SrtpProfile profile) {
    return new SrtpContextFactory(sender, key, salt, policy(profile), policy(profile), quiet);
  }

  private static SrtpPolicy policy(SrtpProfile profile) {
    SrtpPolicy policy =
        switch (profile) {
          case AEAD_AES_128_GCM ->
              new SrtpPolicy(
                  SrtpPolicy.AESGCM_ENCRYPTION,
                  profile.keyLength(),
                  SrtpPolicy.NULL_AUTHENTICATION,
                  0,
                  GCM_TAG_BYTES,
                  profile.saltLength());
          case AES128_CM_HMAC_SHA1_80 ->
              new SrtpPolicy(
                  SrtpPolicy.AESCM_ENCRYPTION,
                  profile.keyLength(),
                  SrtpPolicy.HMACSHA1_AUTHENTICATION,
                  HMAC_SHA1_KEY_BYTES,
                  HMAC_SHA1_80_TAG_BYTES,
                  profile.saltLength());
        };
    // A retransmission sent again under its own number would look like a replay of our own.
    policy.setSendReplayEnabled(false);
    return policy;
  }

  @Override
  public int protectRtp(byte[] buffer, int offset, int length) {
    if (length < RTP_HEADER_BYTES) {
      return -1;
    }
    window.set(buffer, offset, length);
    int ssrc = readInt(buffer, offset + RTP_SSRC_OFFSET);
    try {
      SrtpCryptoContext context = sendRtp.get(ssrc);
      if (context == null) {
        context = sendFactory.deriveContext(ssrc, 0);
        sendRtp.put(ssrc, context);
      }
      return sent(context.transformPacket(window));
    } catch (GeneralSecurityException | RuntimeException e) {
      return -1;
    }
  }

  @Override
  public int protectRtcp(byte[] buffer, int offset, int length) {
    if (length < RTCP_HEADER_BYTES) {
      return -1;
    }
    window.set(buffer, offset, length);
    int ssrc = readInt(buffer, offset + RTCP_SSRC_OFFSET);
    try {
      SrtcpCryptoContext context = sendRtcp.get(ssrc);
      if (context == null) {
        context = sendFactory.deriveControlContext(ssrc);
        sendRtcp.put(ssrc, context);
      }
      return sent(context.transformPacket(window));
    } catch (GeneralSecurityException | RuntimeException e) {
      return -1;
    }
  }

  private int sent(SrtpErrorStatus status) {
    return status == SrtpErrorStatus.OK ? window.getLength() : -1;
  }

  @Override
  public SrtpStatus unprotectRtp(byte[] buffer, int offset, int length) {
    if (length < RTP_HEADER_BYTES + tagBytes) {
      return SrtpStatus.MALFORMED;
    }
    window.set(buffer, offset, length);
    int ssrc = readInt(buffer, offset + RTP_SSRC_OFFSET);
    @Nullable SrtpCryptoContext known = receiveRtp.get(ssrc);
    if (known == null && !mayTry(receiveRtp.size())) {
      return SrtpStatus.LIMITED;
    }
    try {
      SrtpCryptoContext context = known == null ? receiveFactory.deriveContext(ssrc, 0) : known;
      SrtpStatus status = received(context.reverseTransformPacket(window, false));
      if (known == null && status == SrtpStatus.OK) {
        receiveRtp.put(ssrc, context);
        unknownSsrcBudget++;
      }
      return status;
    } catch (GeneralSecurityException | RuntimeException e) {
      return SrtpStatus.MALFORMED;
    }
  }

  @Override
  public SrtpStatus unprotectRtcp(byte[] buffer, int offset, int length) {
    if (length < RTCP_HEADER_BYTES + tagBytes + SRTCP_INDEX_BYTES) {
      return SrtpStatus.MALFORMED;
    }
    window.set(buffer, offset, length);
    int ssrc = readInt(buffer, offset + RTCP_SSRC_OFFSET);
    @Nullable SrtcpCryptoContext known = receiveRtcp.get(ssrc);
    if (known == null && !mayTry(receiveRtcp.size())) {
      return SrtpStatus.LIMITED;
    }
    try {
      SrtcpCryptoContext context =
          known == null ? receiveFactory.deriveControlContext(ssrc) : known;
      SrtpStatus status = received(context.reverseTransformPacket(window));
      if (known == null && status == SrtpStatus.OK) {
        receiveRtcp.put(ssrc, context);
        unknownSsrcBudget++;
      }
      return status;
    } catch (GeneralSecurityException | RuntimeException e) {
      return SrtpStatus.MALFORMED;
    }
  }

  private boolean mayTry(int knownSsrcs) {
    if (knownSsrcs >= SrtpSession.MAX_REMOTE_SSRCS || unknownSsrcBudget == 0) {
      return false;
    }
    unknownSsrcBudget--;
    return true;
  }

  private static SrtpStatus received(SrtpErrorStatus status) {
    return switch (status) {
      case OK -> SrtpStatus.OK;
      case AUTH_FAIL, FAIL -> SrtpStatus.UNAUTHENTICATED;
      case REPLAY_FAIL, REPLAY_OLD -> SrtpStatus.REPLAYED;
      case INVALID_PACKET -> SrtpStatus.MALFORMED;
    };
  }

  @Override
  public int resultLength() {
    return window.getLength();
  }

  @Override
  public void refillBudget() {
    unknownSsrcBudget = UNKNOWN_SSRC_BUDGET;
  }

  private static int readInt(byte[] buffer, int at) {
    return ((buffer[at] & 0xFF) << 24)
        | ((buffer[at + 1] & 0xFF) << 16)
        | ((buffer[at + 2] & 0xFF) << 8)
        | (buffer[at + 3] & 0xFF);
  }

  /** Wipes the master keys. jitsi-srtp's native contexts are freed with their owners. */
  @Override
  public void close() {
    sendFactory.close();
    receiveFactory.close();
  }
}
