package org.maplebridge.server.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The open database with its schema up to date. Owns the pool and, where no external server is
 * configured, the embedded server; closing it closes both.
 */
public final class Database implements AutoCloseable {
  private final Optional<EmbeddedServer> embedded;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(Optional<EmbeddedServer> embedded, HikariDataSource pool) {
    this.embedded = embedded;
    this.pool = pool;
    this.jdbi = jdbiOver(pool);
  }

  /**
   * Starts what has to be started and brings the schema up to date.
   *
   * @param folder the embedded server's own folder; unused with an external server
   * @param superPassword password of the embedded server's one role
   */
  public static Database open(DatabaseConfig config, Path folder, String superPassword)
      throws IOException {
    Optional<EmbeddedServer> embedded =
        config.url().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedServer.start(folder, superPassword));
    try {
      var pool = embedded.isPresent() ? pool(config, embedded.get()) : pool(config);
      var database = new Database(embedded, pool);
      migrate(pool);
      return database;
    } catch (RuntimeException | IOException failed) {
      embedded.ifPresent(EmbeddedServer::close);
      throw failed;
    }
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Connections in use and idle, for metrics. */
  public int activeConnections() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  public void close() {
    pool.close();
    embedded.ifPresent(EmbeddedServer::close);
  }

  /** Brings an empty or older database up to date. */
  static void migrate(DataSource source) throws IOException {
    new Schema(source, jdbiOver(source)).bringUpToDate();
  }

  static Jdbi jdbiOver(DataSource source) {
    return Jdbi.create(source).installPlugin(new PostgresPlugin());
  }

  private static HikariDataSource pool(DatabaseConfig config, EmbeddedServer server) {
    return pool(config, server.url(), EmbeddedServer.USER, server.password());
  }

  private static HikariDataSource pool(DatabaseConfig config) {
    return pool(config, config.url().orElseThrow(), config.user(), config.password());
  }

  private static HikariDataSource pool(
      DatabaseConfig config, String url, String user, String password) {
    var settings = new HikariConfig();
    settings.setPoolName("maplebridge");
    settings.setJdbcUrl(url);
    settings.setUsername(user);
    settings.setPassword(password);
    settings.setMaximumPoolSize(config.connections());
    settings.setMinimumIdle(2);
    settings.setConnectionTimeout(10_000);
    settings.addDataSourceProperty("ApplicationName", "maplebridge");
    settings.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(settings);
  }
}
