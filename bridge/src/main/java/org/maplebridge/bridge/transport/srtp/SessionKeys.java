package org.maplebridge.bridge.transport.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the keys of the RTP or the RTCP of one direction from its master key (RFC 3711 section
 * 4.3): AES in counter mode over zeros, the label in the counter. They are the same for every SSRC,
 * for we never derive anew (key derivation rate 0).
 */
final class SessionKeys {

  // Labels of RTP; those of RTCP follow them (section 4.3.2)
  private static final int ENCRYPTION = 0x00;
  private static final int AUTHENTICATION = 0x01;
  private static final int SALTING = 0x02;
  private static final int RTCP_LABELS = 0x03;
  private static final int LABEL_AT = 7;
  private static final int BLOCK_BYTES = 16;
  private static final int HMAC_SHA1_KEY_BYTES = 20;

  private final byte[] masterKey;
  private final byte[] masterSalt;
  private final int firstLabel;

  private SessionKeys(byte[] masterKey, byte[] masterSalt, int firstLabel) {
    this.masterKey = masterKey;
    this.masterSalt = masterSalt;
    this.firstLabel = firstLabel;
  }

  static SessionKeys ofRtp(byte[] masterKey, byte[] masterSalt) {
    return new SessionKeys(masterKey, masterSalt, ENCRYPTION);
  }

  static SessionKeys ofRtcp(byte[] masterKey, byte[] masterSalt) {
    return new SessionKeys(masterKey, masterSalt, RTCP_LABELS);
  }

  byte[] encryption() {
    return derive(ENCRYPTION, masterKey.length);
  }

  byte[] authentication() {
    return derive(AUTHENTICATION, HMAC_SHA1_KEY_BYTES);
  }

  /** As long as the master salt, then zeros to a block. */
  byte[] salt() {
    return Arrays.copyOf(derive(SALTING, masterSalt.length), BLOCK_BYTES);
  }

  private byte[] derive(int label, int length) {
    // A salt of 12 bytes is continued with zeros (RFC 7714 section 11)
    byte[] counter = Arrays.copyOf(masterSalt, BLOCK_BYTES);
    counter[LABEL_AT] ^= (byte) (firstLabel + label);
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(counter));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no AES", e);
    }
  }
}
