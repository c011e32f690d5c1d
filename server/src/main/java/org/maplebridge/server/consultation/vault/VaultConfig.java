package org.maplebridge.server.consultation.vault;

/**
 * How what is confidential in counselling is encrypted.
 *
 * @param suite for new keys; what was sealed under another is read all the same
 * @param masterVersion raised by one, it has a new master key made at the next start and all keys
 *     wrapped anew
 */
public record VaultConfig(CipherSuite suite, int masterVersion) {

  public VaultConfig {
    if (masterVersion < 1) {
      throw new IllegalArgumentException("counselling.master-version must be at least 1");
    }
  }

  public static VaultConfig defaults() {
    return new VaultConfig(CipherSuite.AES_256_GCM, 1);
  }
}
