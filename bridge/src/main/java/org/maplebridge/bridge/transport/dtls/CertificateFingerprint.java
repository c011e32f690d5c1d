package org.maplebridge.bridge.transport.dtls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.maplebridge.bridge.api.Fingerprint;

/** Fingerprints of certificates as SDP carries them (RFC 8122 section 5). */
public final class CertificateFingerprint {

  /** MD5 and SHA-1 are refused (RFC 8122 section 5). */
  private static final Set<String> ACCEPTED = Set.of("sha-256", "sha-384", "sha-512");

  private static final HexFormat HEX_PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

  private CertificateFingerprint() {}

  /**
   * Hashes a certificate.
   *
   * @param algorithm {@code sha-256}, {@code sha-384} or {@code sha-512}
   * @param certificate DER
   */
  public static Fingerprint of(String algorithm, byte[] certificate) {
    try {
      byte[] hash =
          MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT)).digest(certificate);
      return new Fingerprint(algorithm, HEX_PAIRS.formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("No hash algorithm " + algorithm, e);
    }
  }

  /** Whether a certificate is the one the fingerprint was made of; false for a weak hash. */
  public static boolean matches(Fingerprint expected, byte[] certificate) {
    String algorithm = expected.algorithm().toLowerCase(Locale.ROOT);
    if (!ACCEPTED.contains(algorithm)) {
      return false;
    }
    String expectedValue = expected.value().toUpperCase(Locale.ROOT);
    return MessageDigest.isEqual(
        of(algorithm, certificate).value().getBytes(StandardCharsets.US_ASCII),
        expectedValue.getBytes(StandardCharsets.US_ASCII));
  }
}
