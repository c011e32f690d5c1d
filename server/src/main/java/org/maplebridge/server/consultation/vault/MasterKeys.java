package org.maplebridge.server.consultation.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The master keys outside the database, and what is derived from them (HKDF, RFC 5869). */
public final class MasterKeys {
  private static final String LOOKUP = "counselling-lookup.key";

  private final Function<String, byte[]> secrets;

  /**
   * @param secrets 256 random bits under a name, the same at every call
   */
  public MasterKeys(Function<String, byte[]> secrets) {
    this.secrets = secrets;
  }

  /** What wraps keys of a suite under a version of the master key. */
  byte[] wrapping(CipherSuite suite, int version) {
    byte[] master = secrets.apply("counselling-master-" + version + ".key");
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(master)
                  .thenExpand(bytes("wrap " + suite), suite.keyBytes()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A keyed hash by which something is found again that is not kept readable. */
  byte[] mark(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secrets.apply(LOOKUP), "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
