package org.maplebridge.bench.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.bench.process.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench forward}. */
@Command(
    name = "forward",
    description = "What forwarding a packet costs a warm server. Linux only.",
    mixinStandardHelpOptions = true)
public final class ForwardCommand implements Callable<Integer> {
  static final LoadParticipant.Camera CAMERA = new LoadParticipant.Camera(30, 4, 1040);

  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private final PrintStream out;

  @Option(
      names = "--topology",
      split = ",",
      defaultValue = "1x60,8x8,1x120",
      description = "1xN: one sends, N receive. NxN: N see each other. Default: ${DEFAULT-VALUE}.")
  private List<String> topologies = List.of();

  @Option(
      names = "--srtp",
      split = ",",
      defaultValue = "gcm,cm",
      description = "What the peers encrypt with: ${COMPLETION-CANDIDATES}. Default: both.")
  private List<SrtpChoice> srtp = List.of();

  @Option(
      names = "--generator",
      description = "A load generator of your own, see docs/benchmarks.md. Default: ours.")
  private Optional<Path> generator = Optional.empty();

  @Option(
      names = "--floor",
      description = "A floor program to compare with, see docs/benchmarks.md.")
  private Optional<Path> floor = Optional.empty();

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds before each result at least. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 10;

  @Option(
      names = "--longest-warm-up",
      defaultValue = "120",
      description =
          "Seconds before each result at most, while the server's compilers are busy. Default:"
              + " ${DEFAULT-VALUE}.")
  private int longestWarmUp = 120;

  @Option(names = "--windows", defaultValue = "3", description = "Windows per result.")
  private int windows = 3;

  @Option(names = "--seconds", defaultValue = "8", description = "Seconds of each window.")
  private int seconds = 8;

  @Mixin private ServerSettings settings = new ServerSettings();

  @Option(names = "--keep", description = "Data folder of the server, kept.")
  private Optional<Path> keep = Optional.empty();

  @Option(names = "--json", description = "One JSON object per result on standard output.")
  private boolean json;

  public ForwardCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Topology> wanted = topologies.stream().map(Topology::parse).toList();
    Path data = keep.isPresent() ? keep.get() : Files.createTempDirectory("maple-forward");
    boolean held = true;
    try (DemoServer server = ForwardBench.serve(data, settings)) {
      ForwardBench bench = new ForwardBench(server.freeMediator(), server.process().pid(), plan());
      for (Topology topology : wanted) {
        for (SrtpChoice choice : srtp) {
          ForwardResult result = bench.run(topology, choice);
          held &= result.held();
          out.println(json ? text(result) : readable(result));
        }
      }
    }
    if (keep.isEmpty()) {
      Folders.delete(data);
    }
    return held ? 0 : 1;
  }

  private ForwardBench.Plan plan() {
    return new ForwardBench.Plan(
        generator.map(program -> List.of(program.toString())).orElseGet(LoadGenerator::ownCommand),
        floor.map(Floor::new),
        CAMERA,
        new WarmUp(warmUp, Math.max(warmUp, longestWarmUp)),
        windows,
        seconds);
  }

  private static String text(ForwardResult result) throws JsonProcessingException {
    return JSON.writeValueAsString(result);
  }

  private static String readable(ForwardResult result) {
    String line =
        String.format(
            Locale.ROOT,
            "%-6s %-3s %.2f us per packet [%.2f-%.2f], %.2f user + %.2f system (%s); %d packets/s"
                + " on %.2f cores; %d MB; p50 %.2f ms, p99 %.2f; lost %d; %s after %d s",
            result.topology(),
            result.srtp(),
            result.cpuMicrosPerPacket(),
            result.cpuMicrosLeast(),
            result.cpuMicrosMost(),
            result.userMicros(),
            result.systemMicros(),
            threads(result),
            result.packetsPerSecond(),
            result.cores(),
            result.rssMb(),
            result.p50Ms(),
            result.p99Ms(),
            result.lost(),
            result.compilersQuiet() ? "warm" : "not yet warm",
            result.warmUpSeconds());
    return result.ratioToFloor().isEmpty()
        ? line
        : line
            + String.format(
                Locale.ROOT,
                "; floor %.2f us, ratio %.2f",
                result.floorMicrosPerPacket().getAsDouble(),
                result.ratioToFloor().getAsDouble());
  }

  private static String threads(ForwardResult result) {
    return result.threadMicros().entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
