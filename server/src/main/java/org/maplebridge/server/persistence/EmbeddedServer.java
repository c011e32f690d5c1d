package org.maplebridge.server.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, its binaries and data in one folder. It listens on the loopback
 * interface only and asks for a password. A server left running by a killed process is stopped
 * before its data folder is used again.
 */
final class EmbeddedServer implements AutoCloseable {
  static final String USER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String DATABASE = "maplebridge";

  /** Password for every way in; without it any user of the machine could read everything. */
  private static final String CLIENT_AUTHENTICATION =
      """
      local all all scram-sha-256
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private final EmbeddedPostgres postgres;
  private final String password;

  private EmbeddedServer(EmbeddedPostgres postgres, String password) {
    this.postgres = postgres;
    this.password = password;
  }

  static EmbeddedServer start(Path folder, String password) throws IOException {
    Path data = folder.resolve("data");
    Files.createDirectories(folder);
    new Orphan(data).stop();
    boolean first = !Files.exists(data.resolve("PG_VERSION"));
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_LIMIT)
            .setOutputRedirector(log(folder))
            .setErrorRedirector(log(folder))
            .setLocaleConfig("locale", "C")
            // The library is made for tests and switches these off; a dossier must survive a crash.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .setServerConfig("timezone", "Asia/Shanghai");
    if (!first) {
      builder.setConnectConfig("password", password);
    }
    var server = new EmbeddedServer(builder.start(), password);
    if (first) {
      server.secure(data);
    }
    LOG.info("Database started on port {}", server.postgres.getPort());
    return server;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
  }

  String password() {
    return password;
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** First start: make the database, set the password, then close the door behind us. */
  private void secure(Path data) throws IOException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + DATABASE);
      // ALTER ROLE takes no parameters; the password is base64url, so it needs no quoting.
      statement.execute("alter role " + USER + " password '" + password + "'");
      Files.writeString(data.resolve("pg_hba.conf"), CLIENT_AUTHENTICATION);
      statement.execute("select pg_reload_conf()");
    } catch (SQLException failed) {
      throw new IOException("The embedded database could not be set up", failed);
    }
  }

  private static ProcessBuilder.Redirect log(Path folder) {
    return ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile());
  }
}
