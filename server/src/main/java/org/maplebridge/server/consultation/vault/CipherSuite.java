package org.maplebridge.server.consultation.vault;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A block cipher in Galois/Counter Mode (NIST SP 800-38D) with a tag of 128 bits. */
public enum CipherSuite {
  /** FIPS 197. */
  AES_256_GCM("AES", 32),
  /** GB/T 32907-2016. */
  SM4_GCM("SM4", 16);

  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
  private static final int TAG_BITS = 128;

  /** 96 bits, drawn anew for every message: far fewer than 2^32 are sealed under one key. */
  static final int NONCE_BYTES = 12;

  private final String algorithm;
  private final int keyBytes;

  CipherSuite(String algorithm, int keyBytes) {
    this.algorithm = algorithm;
    this.keyBytes = keyBytes;
  }

  int keyBytes() {
    return keyBytes;
  }

  /** The nonce, then the ciphertext with its tag. */
  byte[] seal(byte[] key, byte[] nonce, byte[] about, byte[] plain) {
    byte[] body = run(Cipher.ENCRYPT_MODE, key, nonce, about, plain);
    byte[] sealed = Arrays.copyOf(nonce, nonce.length + body.length);
    System.arraycopy(body, 0, sealed, nonce.length, body.length);
    return sealed;
  }

  /**
   * @throws IllegalStateException when it was changed, moved, or sealed under another key
   */
  byte[] open(byte[] key, byte[] about, byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] body = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return run(Cipher.DECRYPT_MODE, key, nonce, about, body);
  }

  private byte[] run(int mode, byte[] key, byte[] nonce, byte[] about, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(algorithm + "/GCM/NoPadding", BOUNCY_CASTLE);
      cipher.init(mode, new SecretKeySpec(key, algorithm), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(about);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException changed) {
      throw new IllegalStateException("What was sealed does not open", changed);
    }
  }
}
