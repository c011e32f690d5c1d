package org.maplebridge.bench.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.maplebridge.bench.process.Carrier;
import org.maplebridge.bench.process.DemoServer;

/**
 * Where a rehearsal is played.
 *
 * @param server a fresh one, with the demonstration's people
 * @param carrier where its messages arrive
 * @param length of the part that is measured
 * @param viewers of a lecture
 */
record Setting(DemoServer server, Carrier carrier, Duration length, int viewers) {

  /** Files of tracks on the disk: one is opened as soon as a tap takes a source. */
  long tracks() {
    Path folder = server.process().data().resolve("recordings");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(file -> file.getNameCount() > 1)
          .filter(file -> file.getName(file.getNameCount() - 2).toString().equals("tracks"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
