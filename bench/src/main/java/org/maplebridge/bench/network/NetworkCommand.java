package org.maplebridge.bench.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.bench.process.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench network}. */
@Command(
    name = "network",
    description = "Picture and sound of real libwebrtc participants through bad networks.",
    mixinStandardHelpOptions = true)
public final class NetworkCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(
      names = "--impairment",
      split = ",",
      description =
          "clean, loss-10, rtt-300, jitter-60, narrow-250k, blackout-5s, staircase; all without.")
  private List<String> impairments = List.of();

  @Option(names = "--seed", defaultValue = "1", description = "Of what the network loses.")
  private long seed = 1;

  @Option(
      names = "--runs",
      defaultValue = "1",
      description = "How often each is measured, every time with the next seed.")
  private int runs = 1;

  @Mixin private ServerSettings settings = new ServerSettings();

  @Option(names = "--json", description = "A JSON object per impairment, nothing else.")
  private boolean json;

  public NetworkCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("maple-network");
    boolean allMet = true;
    try (DemoServer server = DemoServer.start(data, 0, settings.options())) {
      NetworkBench bench = NetworkBench.book(server.freeMediator());
      for (Impairment impairment : Impairment.all()) {
        if (impairments.isEmpty() || impairments.contains(impairment.name())) {
          allMet &= measure(bench, impairment);
        }
      }
    }
    Folders.delete(data);
    return allMet ? 0 : 1;
  }

  /** Measures one bad network as often as asked; answers whether every goal was met every time. */
  private boolean measure(NetworkBench bench, Impairment impairment)
      throws IOException, InterruptedException {
    List<NetworkResult> results = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      NetworkResult result = bench.run(impairment, seed + run);
      results.add(result);
      out.println(json ? new ObjectMapper().writeValueAsString(result) : readable(result));
    }
    if (runs > 1 && !json) {
      out.println(
          "  median [least–most] of "
              + runs
              + ": concealed "
              + spread(results, r -> 100 * r.audioConcealedRatio())
              + " %, pictures per second together "
              + spread(results, r -> r.decodedFps() * r.pictures()));
    }
    return results.stream().allMatch(result -> result.missedGoals().isEmpty());
  }

  private static String spread(List<NetworkResult> results, ToDoubleFunction<NetworkResult> value) {
    double[] sorted = results.stream().mapToDouble(value).sorted().toArray();
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return String.format(
        Locale.ROOT, "%.1f [%.1f–%.1f]", median, sorted[0], sorted[sorted.length - 1]);
  }

  private static String readable(NetworkResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-12s sound concealed %5.2f %%, %d pictures at %.1f fps, frozen %.1f s and paused %.1f s each",
            result.impairment(),
            100 * result.audioConcealedRatio(),
            result.pictures(),
            result.decodedFps(),
            result.videoFreezeSeconds(),
            result.videoPausedSeconds()));
    if (result.recoverySeconds() != null) {
      text.append(String.format(Locale.ROOT, ", back after %.1f s", result.recoverySeconds()));
    }
    for (NetworkResult.StepResult step : result.steps()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  %d kbit/s estimated as %d (%.0f %%)",
              step.capacityBps() / 1000,
              step.estimateBps() / 1000,
              100 * step.share()));
    }
    Reading others = result.others();
    if (others != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  another person meanwhile: concealed %.2f %%, %d pictures at %.1f fps",
              100 * others.concealedRatio(),
              others.pictures(),
              others.fps()));
    }
    List<String> missed = result.missedGoals();
    text.append(missed.isEmpty() ? String.format("%n  goals met") : "");
    missed.forEach(goal -> text.append(String.format("%n  goal missed, %s", goal)));
    return text.toString();
  }
}
