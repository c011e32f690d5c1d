package org.maplebridge.bridge.transport.srtp;

import java.util.List;
import java.util.Optional;

/** The protection profiles spoken, best first: GCM costs about half of CM with HMAC-SHA1. */
public enum SrtpProfile {
  /** RFC 7714 section 14.2. */
  AEAD_AES_128_GCM(0x0007, 16, 12),
  /** RFC 5764 section 4.1.2. */
  AES128_CM_HMAC_SHA1_80(0x0001, 16, 14);

  private final int code;
  private final int keyLength;
  private final int saltLength;

  SrtpProfile(int code, int keyLength, int saltLength) {
    this.code = code;
    this.keyLength = keyLength;
    this.saltLength = saltLength;
  }

  /** Its number in the use_srtp extension (RFC 5764 section 4.1.1). */
  public int code() {
    return code;
  }

  /** Master key length in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** Master salt length in bytes. */
  public int saltLength() {
    return saltLength;
  }

  /** The best of ours among those offered, whatever order the peer prefers. */
  public static Optional<SrtpProfile> choose(List<SrtpProfile> ours, int[] offeredCodes) {
    return ours.stream().filter(profile -> contains(offeredCodes, profile.code)).findFirst();
  }

  /** All, best first. */
  public static List<SrtpProfile> preferred() {
    return List.of(values());
  }

  private static boolean contains(int[] codes, int code) {
    for (int candidate : codes) {
      if (candidate == code) {
        return true;
      }
    }
    return false;
  }
}
