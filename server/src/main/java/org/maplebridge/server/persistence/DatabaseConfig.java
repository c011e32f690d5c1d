package org.maplebridge.server.persistence;

import java.util.Optional;

/**
 * Where the database is.
 *
 * @param url JDBC URL of a PostgreSQL 16 or later; empty for the embedded server in the data folder
 * @param user role to connect as, for an external server
 * @param password its password
 * @param connections most connections held at once, at least 2
 */
public record DatabaseConfig(Optional<String> url, String user, String password, int connections) {

  public DatabaseConfig {
    if (connections < 2) {
      throw new IllegalArgumentException("database.connections must be at least 2");
    }
  }

  /** The embedded server. */
  public static DatabaseConfig defaults() {
    return new DatabaseConfig(Optional.empty(), "maplebridge", "", 16);
  }

  @Override
  public String toString() {
    return "DatabaseConfig[url=" + url + ", user=" + user + ", connections=" + connections + "]";
  }
}
