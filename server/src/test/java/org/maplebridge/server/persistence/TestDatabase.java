package org.maplebridge.server.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * Fresh databases for tests: one real PostgreSQL per test run, one migrated template, and a copy of
 * it (some 50 ms) for each call.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** A database with the whole schema and the seeded organisation, for the caller alone. */
  public static Jdbi fresh() {
    return Database.jdbiOver(freshSource());
  }

  /** The same as a data source. */
  public static DataSource freshSource() {
    String name = "test_" + COUNT.incrementAndGet();
    synchronized (Server.POSTGRES) {
      execute("create database " + name + " template " + Server.TEMPLATE);
    }
    return Server.POSTGRES.getDatabase("postgres", name);
  }

  /** JDBC URL of a fresh database, for code that opens its own pool. */
  public static String freshUrl() {
    String name = "test_" + COUNT.incrementAndGet();
    synchronized (Server.POSTGRES) {
      execute("create database " + name + " template " + Server.TEMPLATE);
    }
    return Server.POSTGRES.getJdbcUrl("postgres", name);
  }

  private static void execute(String sql) {
    try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static final class Server {
    static final String TEMPLATE = "maple_template";
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        var postgres = EmbeddedPostgres.builder().start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
            var statement = connection.createStatement()) {
          statement.execute("create database " + TEMPLATE);
        }
        Database.migrate(postgres.getDatabase("postgres", TEMPLATE));
        return postgres;
      } catch (IOException unreachable) {
        throw new UncheckedIOException(unreachable);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
