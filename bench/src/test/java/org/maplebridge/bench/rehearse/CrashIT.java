package org.maplebridge.bench.rehearse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bench.process.DemoServer;

/** The short run of {@code bench crash}: killed twice in mid-recording, it goes on by itself. */
class CrashIT {

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void aKilledServerLosesAtMostTheLastSecondsAndGoesOn() throws Exception {
    Path copies = Files.createDirectory(folder.resolve("copies"));
    try (DemoServer server = DemoServer.start(folder.resolve("data"), 0, List.of())) {
      CrashResult result = new CrashRun(server, copies, 2, 7).run();
      assertTrue(result.ok(), result.toString());
    }
  }
}
