package org.maplebridge.recording.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** PEM (RFC 7468) in its strict form, so that no byte of a file can change unseen. */
final class Pem {

  private Pem() {}

  static byte[] write(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, body, label)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads what {@link #write} wrote, and nothing else. */
  static byte[] read(String label, String pem) throws GeneralSecurityException {
    String head = "-----BEGIN " + label + "-----\n";
    String foot = "\n-----END " + label + "-----\n";
    if (!pem.startsWith(head)
        || !pem.endsWith(foot)
        || pem.length() < head.length() + foot.length()) {
      throw new GeneralSecurityException("not a PEM " + label);
    }
    try {
      String body = pem.substring(head.length(), pem.length() - foot.length());
      byte[] der = Base64.getDecoder().decode(body.replace("\n", ""));
      if (!new String(write(label, der), StandardCharsets.US_ASCII).equals(pem)) {
        throw new GeneralSecurityException("not the canonical PEM " + label);
      }
      return der;
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not Base64", e);
    }
  }
}
