package org.maplebridge.bench.network;

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

  @Option(names = "--json", description = "A JSON object per impairment, nothing else.")
  private boolean json;

  public NetworkCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("maple-network");
    boolean heldTogether = true;
    try (DemoServer server = DemoServer.start(data, 0, List.of())) {
      NetworkBench bench = NetworkBench.book(server.freeMediator(), seed);
      for (Impairment impairment : Impairment.all()) {
        if (impairments.isEmpty() || impairments.contains(impairment.name())) {
          NetworkResult result = bench.run(impairment);
          out.println(json ? new ObjectMapper().writeValueAsString(result) : readable(result));
          heldTogether &= result.pictures() > 0;
        }
      }
    }
    Folders.delete(data);
    return heldTogether ? 0 : 1;
  }

  private static String readable(NetworkResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-12s sound concealed %5.2f %%, frozen %.1f s per picture, %d pictures at %.1f fps",
            result.impairment(),
            100 * result.audioConcealedRatio(),
            result.videoFreezeSeconds(),
            result.pictures(),
            result.decodedFps()));
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
    return text.toString();
  }
}
