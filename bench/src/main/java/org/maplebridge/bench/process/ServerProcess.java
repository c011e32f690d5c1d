package org.maplebridge.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.DoorException;

/** The shipped server, started as a child process with the demonstration's people and cases. */
public final class ServerProcess implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 20;
  private static final Path DEFAULT_JAR =
      Path.of("server/target/maplebridge/maplebridge-server.jar");
  private static final Path OPTIONS = Path.of("deploy/jvm.options");

  private final Path data;
  private final int port;
  private final List<String> options;
  private final List<String> machine;
  private Process process;

  private ServerProcess(Path data, int port, List<String> options, List<String> machine) {
    this.data = data;
    this.port = port;
    this.options = options;
    this.machine = machine;
    this.process = launch();
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @param data its data folder
   * @param port HTTP port, 0 for a free one
   * @param options further arguments of {@code serve}
   * @param machine options of the Java machine
   */
  static ServerProcess start(Path data, int port, List<String> options, List<String> machine) {
    ServerProcess server = new ServerProcess(data, port == 0 ? freePort() : port, options, machine);
    // Whoever ends this process ends the server too, however it ends.
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "server-end"));
    server.awaitReady();
    return server;
  }

  public URI address() {
    return URI.create("http://localhost:" + port);
  }

  public Path data() {
    return data;
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL: nothing is flushed, nobody is told. */
  public void kill() {
    process.destroyForcibly();
    await(process);
  }

  /** Starts again on the same data and port after {@link #kill}. */
  public void restart() {
    process = launch();
    awaitReady();
  }

  /** Runs another command of the same jar, such as {@code verify PATH --json}. */
  public static Finished run(List<String> arguments) {
    return run(arguments, "");
  }

  /** The same, with something on its standard input. */
  public static Finished run(List<String> arguments, String input) {
    try {
      Path errors = Files.createTempFile("maple", ".err");
      Process run = java(arguments, List.of()).redirectError(errors.toFile()).start();
      try (Writer in = run.outputWriter(StandardCharsets.UTF_8)) {
        in.write(input);
      }
      String out = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      await(run);
      Files.delete(errors);
      return new Finished(run.exitValue(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, then SIGKILL if it does not end in time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() {
    List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
    arguments.addAll(List.of("--port", Integer.toString(port)));
    arguments.addAll(options);
    try {
      Files.createDirectories(data);
      return java(arguments, machine)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return data.resolve("server.log");
  }

  private void awaitReady() {
    Door door = Door.of(address());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        door.get("/api/health");
        return;
      } catch (DoorException e) {
        pause();
      }
    }
    close();
    throw new IllegalStateException("the server did not start; its log is " + log());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProcessBuilder java(List<String> arguments, List<String> machine) {
    String jar = System.getProperty("maple.server.jar", DEFAULT_JAR.toString());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    if (Files.exists(OPTIONS)) {
      command.add("@" + OPTIONS);
    }
    Path quickStart = Path.of(jar.replaceFirst("\\.jar$", ".aot"));
    if (Files.exists(quickStart)) {
      command.addAll(List.of("-XX:AOTCache=" + quickStart, "-Xlog:disable"));
    }
    command.addAll(machine);
    command.addAll(List.of("-jar", jar));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static void await(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A TCP port nobody listens on. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A command that ended.
   *
   * @param status exit status
   * @param output standard output
   */
  public record Finished(int status, String output) {}
}
