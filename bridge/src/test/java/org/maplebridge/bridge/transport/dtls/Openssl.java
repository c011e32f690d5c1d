package org.maplebridge.bridge.transport.dtls;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A running {@code openssl} command. */
final class Openssl implements AutoCloseable {

  private final Process process;
  private final List<String> lines = new ArrayList<>();

  Openssl(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      String line = reader.readLine();
      while (line != null) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
        line = reader.readLine();
      }
    } catch (IOException e) {
      // The process ended.
    }
  }

  int exitStatus() throws InterruptedException {
    return process.waitFor();
  }

  void say(String line) throws IOException {
    process.outputWriter().append(line).append('\n').flush();
  }

  /** Waits for a line; the test's own time limit ends the waiting. */
  void await(String text) throws InterruptedException {
    synchronized (lines) {
      while (lines.stream().noneMatch(line -> line.contains(text))) {
        lines.wait();
      }
    }
  }

  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
