package org.maplebridge.server.dossier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs addresses that play one recording until a time (HMAC-SHA-256). Any thread. */
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

  /** The path of a recording's viewing copy, good until a time. */
  String path(String recordingId, Instant expiresAt) {
    long expires = expiresAt.getEpochSecond();
    return "/api/viewing/"
        + recordingId
        + "?expires="
        + expires
        + "&signature="
        + signature(recordingId, expires);
  }

  /** Whether this address was signed by us; says nothing of its time. */
  boolean signed(String recordingId, long expires, String signature) {
    return MessageDigest.isEqual(
        signature(recordingId, expires).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String recordingId, long expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] signed = mac.doFinal((recordingId + "|" + expires).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
