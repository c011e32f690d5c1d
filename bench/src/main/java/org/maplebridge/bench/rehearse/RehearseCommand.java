package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.maplebridge.bench.process.Carrier;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rehearse}: a whole sitting on a temporary server. */
@Command(
    name = "rehearse",
    description = "A whole sitting with real libwebrtc participants, booking to archive.",
    mixinStandardHelpOptions = true)
public final class RehearseCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(
      names = "--kind",
      defaultValue = "MEDIATION",
      description = "Kind of sitting: ${COMPLETION-CANDIDATES}.")
  private RehearsalKind kind = RehearsalKind.MEDIATION;

  @Option(names = "--seconds", defaultValue = "12", description = "Length of the measured part.")
  private int seconds = 12;

  @Option(
      names = "--viewers",
      defaultValue = "100",
      description = "Who only look and listen, of a lecture. Default: ${DEFAULT-VALUE}.")
  private int viewers = 100;

  @Option(names = "--keep", description = "Keep the server's data, the archive in it, in DIR.")
  private Optional<Path> keep = Optional.empty();

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  public RehearseCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Path data = keep.isPresent() ? keep.get() : Files.createTempDirectory("maple-rehearsal");
    RehearsalReport report;
    try (Carrier carrier = Carrier.open();
        DemoServer server = DemoServer.start(data, 0, options(carrier))) {
      report = kind.in(new Setting(server, carrier, Duration.ofSeconds(seconds), viewers)).run();
    }
    out.println(json ? toJson(report) : ReportText.of(report));
    if (keep.isEmpty()) {
      Folders.delete(data);
    }
    return report.ok() ? 0 : 1;
  }

  private List<String> options(Carrier carrier) {
    return Stream.concat(carrier.options().stream(), kind.settings().stream()).toList();
  }

  private static String toJson(RehearsalReport report) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(report);
  }
}
