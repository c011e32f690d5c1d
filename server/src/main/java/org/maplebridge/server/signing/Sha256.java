package org.maplebridge.server.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 (FIPS 180-4) of what is signed. Pure. */
public final class Sha256 {

  private Sha256() {}

  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String of(byte[] content) {
    return HexFormat.of().formatHex(raw(content));
  }

  public static byte[] raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] raw(byte[] content) {
    return digest().digest(content);
  }

  /** Each field with its length before it, so that no two lists of fields agree. */
  static String ofFields(List<String> fields) {
    MessageDigest digest = digest();
    for (String field : fields) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
