package org.maplebridge.server.dossier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs addresses that play one part of one recording until a time (HMAC-SHA-256). Any thread. */
final class PlaybackKey {
  private final SecretKeySpec key;

  /**
   * @param secret at least 32 bytes
   */
  PlaybackKey(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException("The playback key needs 32 bytes");
    }
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /**
   * The path of a part of a recording, good until a time.
   *
   * @param part such as {@code copy} or {@code people/ID}
   */
  String path(String recordingId, String part, Instant expiresAt) {
    long expires = expiresAt.getEpochSecond();
    return "/api/viewing/"
        + recordingId
        + "/"
        + part
        + "?expires="
        + expires
        + "&signature="
        + signature(recordingId, part, expires);
  }

  /** Whether this address was signed by us; says nothing of its time. */
  boolean signed(String recordingId, String part, long expires, String signature) {
    return MessageDigest.isEqual(
        signature(recordingId, part, expires).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String recordingId, String part, long expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] signed =
          mac.doFinal((recordingId + "|" + part + "|" + expires).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
