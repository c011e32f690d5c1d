package org.maplebridge.server.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the process that started it. The caller holds the lock of the
 * data folder, so whoever owns the server is dead.
 */
final class Orphan {
  private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
  private static final long STOP_LIMIT_S = 30;

  private final Path data;
  private final Path pidFile;

  Orphan(Path data) {
    this.data = data;
    this.pidFile = data.resolve("postmaster.pid");
  }

  /**
   * Stops the server, or clears the pid file where its number belongs to another process by now.
   *
   * @throws IOException when a running server cannot be stopped; the folder is then left alone
   */
  void stop() throws IOException {
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return;
    }
    if (!runsOnOurData(process.get())) {
      // PostgreSQL would take the stranger for its own running server and refuse to start.
      Files.delete(pidFile);
      return;
    }
    LOG.info("Stopping the database server that a killed process left behind");
    stop(process.get());
  }

  private Optional<ProcessHandle> process() throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String pid = Files.readAllLines(pidFile).getFirst().strip();
    return pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
  }

  /** By the command line where the system shows it; elsewhere by the program's name alone. */
  private boolean runsOnOurData(ProcessHandle process) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    if (Files.isReadable(commandLine)) {
      String line = new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8);
      return line.contains("postgres") && line.contains(data.toString());
    }
    return process.info().command().map(name -> name.contains("postgres")).orElse(false);
  }

  /**
   * SIGTERM lets it finish; sessions of the dead process end when their sockets are seen closed.
   */
  private static void stop(ProcessHandle process) throws IOException {
    process.destroy();
    try {
      process.onExit().get(STOP_LIMIT_S, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException stillThere) {
      throw new IOException(
          "The database server "
              + process.pid()
              + " of an earlier run does not stop; stop it by"
              + " hand, then start again",
          stillThere);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while stopping an earlier database server", interrupted);
    }
  }
}
