package org.maplebridge.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The connectivity checks of a controlling agent (RFC 8445 section 7.1, RFC 8489 section 5). */
final class Checks {
  private static final int BINDING_REQUEST = 0x0001;
  private static final int BINDING_SUCCESS = 0x0101;
  private static final int MAGIC_COOKIE = 0x2112_A442;
  private static final int USERNAME = 0x0006;
  private static final int MESSAGE_INTEGRITY = 0x0008;
  private static final int PRIORITY = 0x0024;
  private static final int USE_CANDIDATE = 0x0025;
  private static final int FINGERPRINT = 0x8028;
  private static final int ICE_CONTROLLING = 0x802A;
  private static final int FINGERPRINT_XOR = 0x5354_554E;
  private static final int HEADER = 20;
  private static final int INTEGRITY = 24;
  private static final int PEER_REFLEXIVE_PRIORITY = 0x6E7F_00FF;

  private final SecureRandom random = new SecureRandom();
  private final long tieBreaker = random.nextLong();

  /** A request that nominates the pair at once (RFC 8445 section 8.1.1). */
  ByteBuffer request(String username, String password) {
    byte[] name = username.getBytes(StandardCharsets.UTF_8);
    byte[] transaction = new byte[12];
    random.nextBytes(transaction);
    byte[] bytes = new byte[512];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.putShort((short) BINDING_REQUEST).putShort((short) 0).putInt(MAGIC_COOKIE).put(transaction);
    out.putShort((short) USERNAME).putShort((short) name.length).put(name);
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
    out.putShort((short) PRIORITY).putShort((short) 4).putInt(PEER_REFLEXIVE_PRIORITY);
    out.putShort((short) ICE_CONTROLLING).putShort((short) 8).putLong(tieBreaker);
    out.putShort((short) USE_CANDIDATE).putShort((short) 0);
    sign(bytes, out, password);
    return out.flip();
  }

  private static void sign(byte[] bytes, ByteBuffer out, String password) {
    out.putShort(2, (short) (out.position() - HEADER + INTEGRITY));
    byte[] integrity;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      mac.update(bytes, 0, out.position());
      integrity = mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    out.putShort((short) MESSAGE_INTEGRITY).putShort((short) integrity.length).put(integrity);
    out.putShort(2, (short) (out.position() - HEADER + 8));
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, out.position());
    out.putShort((short) FINGERPRINT)
        .putShort((short) 4)
        .putInt((int) crc.getValue() ^ FINGERPRINT_XOR);
  }

  static boolean isSuccess(byte[] data, int length) {
    return length >= HEADER && (data[0] << 8 | (data[1] & 0xFF)) == BINDING_SUCCESS;
  }
}
