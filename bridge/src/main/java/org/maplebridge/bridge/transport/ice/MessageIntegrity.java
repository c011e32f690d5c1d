package org.maplebridge.bridge.transport.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY of one password (RFC 8489 section 14.5): HMAC-SHA1, made ready once, for each
 * peer is checked for as long as it is here (RFC 7675). Owned by one thread.
 */
final class MessageIntegrity {

  private static final String ALGORITHM = "HmacSHA1";

  private final Mac mac;

  MessageIntegrity(String password) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  byte[] of(byte[] message) {
    return mac.doFinal(message);
  }
}
