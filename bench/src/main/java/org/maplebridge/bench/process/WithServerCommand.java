package org.maplebridge.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code with-server COMMAND…}: runs a command beside a temporary server, which it finds by {@code
 * BASE_URL}, {@code DEMO_USER}, {@code DEMO_PASSWORD} and, for tests that kill or read it, {@code
 * DEMO_SERVER_PID} and {@code DEMO_DATA}.
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
    try (DemoServer server = DemoServer.start(data, 0, List.of())) {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
      builder.environment().putAll(environment(server));
      status = builder.start().waitFor();
    }
    if (status == 0) {
      Folders.delete(data);
    }
    return status;
  }

  private static Map<String, String> environment(DemoServer server) {
    Map.Entry<String, String> mediator = server.accounts().entrySet().iterator().next();
    return Map.of(
        "BASE_URL", server.process().address().toString(),
        "DEMO_USER", mediator.getKey(),
        "DEMO_PASSWORD", mediator.getValue(),
        "DEMO_SERVER_PID", Long.toString(server.process().pid()),
        "DEMO_DATA", server.process().data().toString());
  }
}
