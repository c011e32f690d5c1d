package org.maplebridge.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.bench.process.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench soak}. */
@Command(
    name = "soak",
    description = "Rooms people join and leave at random for long: does the server keep anything?",
    mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(1);

  private final PrintStream out;

  @Option(names = "--minutes", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
  private int minutes = 20;

  @Option(names = "--rooms", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
  private int rooms = 8;

  @Option(names = "--people", defaultValue = "6", description = "In each room; with the host.")
  private int people = 6;

  @Option(
      names = "--watchers",
      defaultValue = "2",
      description = "People of the first room played by libwebrtc. Default: ${DEFAULT-VALUE}.")
  private int watchers = 2;

  @Option(names = "--seed", defaultValue = "1", description = "Of who joins and leaves when.")
  private long seed = 1;

  @Mixin private ServerSettings settings = new ServerSettings();

  @Option(names = "--keep", description = "Data folder of the server, kept.")
  private Optional<Path> keep = Optional.empty();

  @Option(names = "--json", description = "One JSON object, nothing else.")
  private boolean json;

  public SoakCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = keep.isPresent() ? keep.get() : Files.createTempDirectory("maple-soak");
    Duration length = Duration.ofMinutes(minutes);
    Soak.Plan plan = new Soak.Plan(rooms, people, watchers, LONGEST_WARM_UP, length, seed);
    SoakResult result = new Soak(plan, settings).run(data);
    out.println(json ? new ObjectMapper().writeValueAsString(result) : readable(result));
    if (keep.isEmpty()) {
      Folders.delete(data);
    }
    return result.ok() ? 0 : 1;
  }

  private static String readable(SoakResult result) {
    String text =
        String.format(
            Locale.ROOT,
            "%d rooms of %d for %d s: %d joins, %d leaves, %d sittings%n"
                + "before: %s%nafter:  %s; at most %.0f MB resident%n"
                + "%d packets for somebody = %d sent + %d dropped for a reason; %d lost on the way",
            result.rooms(),
            result.people(),
            result.seconds(),
            result.joins(),
            result.leaves(),
            result.sittings(),
            result.before(),
            result.after(),
            result.peakResidentKb() / 1024.0,
            result.offered(),
            result.forwarded(),
            result.dropped(),
            result.lost());
    String problems = String.join(System.lineSeparator() + "PROBLEM: ", result.problems());
    return problems.isEmpty() ? text : text + System.lineSeparator() + "PROBLEM: " + problems;
  }
}
