package org.maplebridge.server.persistence;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids that stand in URLs: 128 random bits, 22 characters of base64url. */
public final class Ids {
  private static final int BYTES = 16;

  private final SecureRandom random;

  public Ids(SecureRandom random) {
    this.random = random;
  }

  public String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
