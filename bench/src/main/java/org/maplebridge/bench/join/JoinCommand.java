package org.maplebridge.bench.join;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench join}. */
@Command(
    name = "join",
    description = "From the click on join to the first decoded remote picture, step by step.",
    mixinStandardHelpOptions = true)
public final class JoinCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "--participants", defaultValue = "10", description = "People in the room.")
  private int participants = 10;

  @Option(names = "--samples", defaultValue = "20", description = "Joins counted.")
  private int samples = 20;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  public JoinCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("maple-join");
    JoinResult result;
    try (DemoServer server = DemoServer.start(data, 0, List.of())) {
      result = new JoinBench(server.freeMediator(), participants, samples).run();
    }
    out.println(json ? new ObjectMapper().writeValueAsString(result) : readable(result));
    Folders.delete(data);
    return result.failures() == 0 ? 0 : 1;
  }

  private static String readable(JoinResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d people in the room: p50 %.0f ms, p95 %.0f, p99 %.0f (min %.0f, max %.0f), %d failures%n",
            result.participants(),
            result.p50Ms(),
            result.p95Ms(),
            result.p99Ms(),
            result.minMs(),
            result.maxMs(),
            result.failures()));
    result
        .stepsP50Ms()
        .forEach(
            (step, ms) -> text.append(String.format(Locale.ROOT, "  %-18s %6.1f ms%n", step, ms)));
    return text.toString().stripTrailing();
  }
}
