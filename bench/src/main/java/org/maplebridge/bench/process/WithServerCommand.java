package org.maplebridge.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code with-server COMMAND…}: runs a command beside a temporary server, which it finds by {@code
 * BASE_URL}, {@code DEMO_USER}, {@code DEMO_PASSWORD} and, for tests that kill or read it, {@code
 * DEMO_SERVER_PID} and {@code DEMO_DATA}. It tells its clients of a TURN server that is not there
 * yet: a test may start one for TLS on {@code TURN_PORT} with the secret {@code TURN_SECRET}. Text
 * messages arrive at {@code SMS_URL}, which shows them as JSON. {@code FFMPEG} is the program of
 * that name that comes with the libraries.
 */
@Command(
    name = "with-server",
    description = "Runs a command beside a temporary server of the demonstration.")
public final class WithServerCommand implements Callable<Integer> {

  @Option(names = "--in", description = "Working folder of the command.")
  private Path folder = Path.of(".");

  @Parameters(arity = "1..*", description = "The command and its arguments.")
  private List<String> command = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("maple-server");
    int status;
    String turnPort = Integer.toString(ServerProcess.freePort());
    String turnSecret = UUID.randomUUID().toString();
    List<String> turn =
        List.of(
            "--set",
            "turn.urls=[\"turns:localhost:" + turnPort + "?transport=tcp\"]",
            "--set",
            "turn.secret=" + turnSecret);
    try (Carrier carrier = Carrier.open();
        DemoServer server = DemoServer.start(data, 0, options(turn, carrier))) {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
      builder.environment().putAll(Map.of("TURN_PORT", turnPort, "TURN_SECRET", turnSecret));
      builder.environment().put("SMS_URL", carrier.url());
      builder.environment().putAll(environment(server));
      status = builder.start().waitFor();
    }
    if (status == 0) {
      Folders.delete(data);
    }
    return status;
  }

  private static List<String> options(List<String> turn, Carrier carrier) {
    return Stream.of(turn, carrier.options()).flatMap(List::stream).toList();
  }

  private static Map<String, String> environment(DemoServer server) {
    Map.Entry<String, String> mediator = server.accounts().entrySet().iterator().next();
    return Map.of(
        "BASE_URL", server.process().address().toString(),
        "DEMO_USER", mediator.getKey(),
        "DEMO_PASSWORD", mediator.getValue(),
        "DEMO_SERVER_PID", Long.toString(server.process().pid()),
        "DEMO_DATA", server.process().data().toString(),
        "FFMPEG", Loader.load(ffmpeg.class));
  }
}
