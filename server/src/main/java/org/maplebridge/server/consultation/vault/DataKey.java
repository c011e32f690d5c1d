package org.maplebridge.server.consultation.vault;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The key of one owner, unwrapped: it never leaves this package. */
final class DataKey {
  private final String ownerId;
  private final int version;
  private final CipherSuite suite;
  private final byte[] secret;

  DataKey(String ownerId, int version, CipherSuite suite, byte[] secret) {
    this.ownerId = ownerId;
    this.version = version;
    this.suite = suite;
    this.secret = secret;
  }

  static DataKey of(ResultSet row, MasterKeys masters) throws SQLException {
    CipherSuite suite = CipherSuite.valueOf(row.getString("suite"));
    String ownerId = row.getString("owner_id");
    int version = row.getInt("version");
    byte[] wrapping = masters.wrapping(suite, row.getInt("master_version"));
    byte[] secret = suite.open(wrapping, about(ownerId, version), row.getBytes("wrapped"));
    return new DataKey(ownerId, version, suite, secret);
  }

  byte[] wrapped(MasterKeys masters, int masterVersion, byte[] nonce) {
    byte[] wrapping = masters.wrapping(suite, masterVersion);
    return suite.seal(wrapping, nonce, about(ownerId, version), secret);
  }

  String ownerId() {
    return ownerId;
  }

  int version() {
    return version;
  }

  CipherSuite suite() {
    return suite;
  }

  byte[] secret() {
    return secret;
  }

  private static byte[] about(String ownerId, int version) {
    return MasterKeys.bytes("key " + ownerId + " " + version);
  }
}
