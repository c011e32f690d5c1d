package org.maplebridge.signaling.room;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable ids: 128 random bits in URL-safe base64, which is also an SDP token. */
final class Tokens {
  private static final int BYTES = 16;

  private Tokens() {}

  static String next(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
