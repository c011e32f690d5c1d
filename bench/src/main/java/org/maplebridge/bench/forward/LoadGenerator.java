package org.maplebridge.bench.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.maplebridge.bench.load.LoadMain;

/**
 * A process of its own that plays WebRTC peers without codecs, told what to do line by line. The
 * lines are described in {@code docs/benchmarks.md}; any program that speaks them will do.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final int ANSWER_SECONDS = 10;
  private static final int CONNECT_SECONDS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Writer commands;
  private final Map<String, CompletableFuture<String>> awaited = new ConcurrentHashMap<>();
  private final Set<Integer> connected = ConcurrentHashMap.newKeySet();

  private volatile boolean closing;

  private LoadGenerator(Process process) {
    this.process = process;
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().name("load-answers").daemon().start(this::read);
  }

  /** Starts one. Whoever ends this process ends it too: it stops when its input ends. */
  public static LoadGenerator start(List<String> command) {
    try {
      return new LoadGenerator(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command of our own: in a process of its own, what it costs is not the server's. */
  public static List<String> ownCommand() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx256m",
        "-cp",
        System.getProperty("java.class.path"),
        LoadMain.class.getName());
  }

  /** Makes a peer: DTLS client, controlling agent towards our ICE-lite server. */
  LoadPeer peer(int id) {
    return LoadPeer.parse(ask("new " + id + " active controlling", "NEW " + id));
  }

  /** Tells it something that has no answer. */
  synchronized void tell(String line) {
    try {
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a connection. */
  void end(int id) {
    tell("end " + id);
    connected.remove(id);
  }

  /** RTP packets that came to a peer so far. */
  long received(int id) {
    String answer = ask("received " + id, "RECEIVED " + id);
    return Long.parseLong(answer.substring(answer.lastIndexOf(' ') + 1));
  }

  public LoadStats stats() {
    String answer = ask("stats", "STATS");
    try {
      return JSON.readValue(answer.substring("STATS ".length()), LoadStats.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the load generator answered " + answer, e);
    }
  }

  /** Whether a peer has keys. */
  boolean isConnected(int peer) {
    return connected.contains(peer);
  }

  /** Waits until so many peers have keys. */
  void awaitConnected(int peers) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS);
    while (connected.size() < peers) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(connected.size() + " of " + peers + " peers connected");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private String ask(String line, String prefix) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    awaited.put(prefix, answer);
    tell(line);
    return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
  }

  private void read() {
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      if (!closing) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void heard(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "CONNECTED" -> connected.add(Integer.parseInt(words[1]));
      case "ERR" -> System.err.println("load generator: " + line);
      case "NEW", "RECEIVED" -> answer(words[0] + " " + words[1], line);
      default -> answer(words[0], line);
    }
  }

  private void answer(String prefix, String line) {
    CompletableFuture<String> waiting = awaited.remove(prefix);
    if (waiting != null) {
      waiting.complete(line);
    }
  }

  @Override
  public void close() {
    closing = true;
    process.destroy();
    process.onExit().join();
  }
}
