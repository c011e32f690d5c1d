package org.maplebridge.server.consultation.vault;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A sealed text as it lies in its table. */
final class Row {
  private final String id;
  private final String ownerId;
  private final int keyVersion;
  private final byte[] content;

  private Row(String id, String ownerId, int keyVersion, byte[] content) {
    this.id = id;
    this.ownerId = ownerId;
    this.keyVersion = keyVersion;
    this.content = content;
  }

  static Row of(ResultSet row) throws SQLException {
    return new Row(
        row.getString("id"),
        row.getString("owner_id"),
        row.getInt("key_version"),
        row.getBytes("content"));
  }

  String id() {
    return id;
  }

  String ownerId() {
    return ownerId;
  }

  int keyVersion() {
    return keyVersion;
  }

  byte[] content() {
    return content;
  }
}
