package org.maplebridge.bench.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench recording}: one result per line. */
@Command(
    name = "recording",
    description = "What recording costs beside forwarding, and how fast the viewing copy is made.",
    mixinStandardHelpOptions = true)
public final class RecordingCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private final PrintStream out;

  @Option(names = "--participants", defaultValue = "4", description = "People with a 720p camera.")
  private int participants = 4;

  @Option(names = "--seconds", defaultValue = "30", description = "Length of the sitting.")
  private int seconds = 30;

  @Option(names = "--json", description = "One JSON object per result, nothing else.")
  private boolean json;

  public RecordingCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    SyntheticSitting sitting = SyntheticSitting.of(participants, seconds);
    report(new RecordBench(sitting, seconds).run());
    report(new ComposeBench(sitting).run());
    return 0;
  }

  private void report(RecordingResult result) throws JsonProcessingException {
    out.println(json ? JSON.writeValueAsString(result) : result.readable());
  }
}
