package org.maplebridge.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server through a first start, a kill of its owner, and a stale pid file. */
class EmbeddedServerIT {
  private static final String PASSWORD = "a-Password_1";

  @TempDir Path folder;

  @Test
  void dataOutlivesEveryWayToDie() throws Exception {
    try (var database = open()) {
      database.jdbi().useHandle(handle -> handle.execute("create table kept (n int)"));
      database.jdbi().useHandle(handle -> handle.execute("insert into kept values (1)"));
      assertEquals("on", setting(database, "fsync"));
      assertEquals("on", setting(database, "synchronous_commit"));
    }

    long orphan = leaveAnOrphan();
    try (var database = open()) {
      assertEquals(2, kept(database));
      assertTrue(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive).isEmpty());
    }

    Path pidFile = folder.resolve("data/postmaster.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
    try (var database = open()) {
      assertEquals(2, kept(database));
    }
  }

  @Test
  void nobodyEntersWithoutThePassword() throws Exception {
    try (var server = EmbeddedServer.start(folder, PASSWORD)) {
      assertThrows(
          SQLException.class, () -> DriverManager.getConnection(server.url(), "postgres", ""));
      DriverManager.getConnection(server.url(), "postgres", PASSWORD).close();
    }
  }

  /** Another process starts the database and is killed before it can stop it. */
  private long leaveAnOrphan() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("owner.log").toFile())
            .start();
    Path started = folder.resolve("started");
    for (int i = 0; !Files.exists(started) && owner.isAlive() && i < 1_200; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertTrue(Files.exists(started), () -> read(folder.resolve("owner.log")));
    owner.destroyForcibly().waitFor();
    long orphan =
        Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
    assertTrue(ProcessHandle.of(orphan).orElseThrow().isAlive());
    return orphan;
  }

  private Database open() throws IOException {
    return Database.open(DatabaseConfig.defaults(), folder, PASSWORD);
  }

  private static int kept(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.select("select count(*) from kept").mapTo(Integer.class).one());
  }

  private static String setting(Database database, String name) {
    return database
        .jdbi()
        .withHandle(handle -> handle.select("show " + name).mapTo(String.class).one());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** Starts the database, writes a row, says so, and waits to be killed. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      var database = Database.open(DatabaseConfig.defaults(), folder, PASSWORD);
      database.jdbi().useHandle(handle -> handle.execute("insert into kept values (2)"));
      Files.createFile(folder.resolve("started"));
      TimeUnit.MINUTES.sleep(5);
      database.close();
    }
  }
}
