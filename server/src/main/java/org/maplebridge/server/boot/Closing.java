package org.maplebridge.server.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, closed in reverse. One part that fails to close does not keep the others open.
 * Owned by the thread that starts and stops the server.
 */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Remembers a part; gives it back so that opening reads as one line. */
  <T extends AutoCloseable> T add(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closeable().close();
      } catch (Exception failure) {
        LOG.error("Closing {} failed", part.name(), failure);
      }
    }
  }

  private record Part(String name, AutoCloseable closeable) {}
}
