package org.maplebridge.bridge.transport.ice;

import java.security.SecureRandom;

/**
 * Our user name fragment and password for one connection (RFC 8839 section 5.4).
 *
 * @param ufrag 8 ice-chars: 48 random bits, where 24 are asked for
 * @param password 24 ice-chars: 144 random bits, where 128 are asked for
 */
public record IceCredentials(String ufrag, String password) {

  private static final String ICE_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** New random ones. */
  public static IceCredentials generate(SecureRandom random) {
    return new IceCredentials(iceChars(8, random), iceChars(24, random));
  }

  private static String iceChars(int count, SecureRandom random) {
    StringBuilder chars = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      chars.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
    }
    return chars.toString();
  }

  @Override
  public String toString() {
    return "IceCredentials[ufrag=" + ufrag + "]";
  }
}
