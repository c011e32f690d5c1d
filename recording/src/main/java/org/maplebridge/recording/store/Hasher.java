package org.maplebridge.recording.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Takes both hashes of bytes that pass by. Owned by one thread. */
public final class Hasher {

  private static final int COPY_BYTES = 1 << 14;

  private final MessageDigest sha256 = sha256();
  private final SM3Digest sm3 = new SM3Digest();
  private final byte[] copy = new byte[COPY_BYTES];

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Takes what remains in the buffer. */
  public void update(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int length = Math.min(copy.length, bytes.remaining());
      bytes.get(copy, 0, length);
      sha256.update(copy, 0, length);
      sm3.update(copy, 0, length);
    }
  }

  /** The hashes of all since the last call. */
  public Digests digests() {
    byte[] hash = new byte[sm3.getDigestSize()];
    sm3.doFinal(hash, 0);
    HexFormat hex = HexFormat.of();
    return new Digests(hex.formatHex(sha256.digest()), hex.formatHex(hash));
  }
}
