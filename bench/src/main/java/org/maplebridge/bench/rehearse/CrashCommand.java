package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench crash}: exit status 0 only where nothing but the last seconds was lost. */
@Command(
    name = "crash",
    description = "Kills the server with SIGKILL while it records, and looks at what is left.",
    mixinStandardHelpOptions = true)
public final class CrashCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "--kills", defaultValue = "20", description = "How often.")
  private int kills = 20;

  @Option(names = "--seed", defaultValue = "20260416", description = "Of the moments.")
  private long seed = 20_260_416;

  @Option(names = "--keep", description = "Keep the server's data and the copies in DIR.")
  private Optional<Path> keep = Optional.empty();

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  public CrashCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = keep.isPresent() ? keep.get() : Files.createTempDirectory("maple-crash");
    Path copies = Files.createDirectories(folder.resolve("copies"));
    CrashResult result;
    try (DemoServer server = DemoServer.start(folder.resolve("data"), 0, List.of())) {
      result = new CrashRun(server, copies, kills, seed).run();
    }
    out.println(json ? new ObjectMapper().writeValueAsString(result) : result.readable());
    if (result.ok() && keep.isEmpty()) {
      Folders.delete(folder);
    }
    return result.ok() ? 0 : 1;
  }
}
