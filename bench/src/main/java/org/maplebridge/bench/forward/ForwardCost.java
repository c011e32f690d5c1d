package org.maplebridge.bench.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.bench.process.ServerSettings;

/** What forwarding costs, for other measurements to be held against. Linux only. */
public final class ForwardCost {
  private static final WarmUp WARM_UP = new WarmUp(15, 60);
  private static final int WINDOWS = 3;
  private static final int WINDOW_SECONDS = 5;

  private ForwardCost() {}

  /**
   * CPU of a warm server per packet forwarded to one receiver, in microseconds; a median.
   *
   * @param people who all see each other
   */
  public static double microsPerPacket(int people) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("maple-forward");
    try (DemoServer server = ForwardBench.serve(data, ServerSettings.of())) {
      ForwardBench.Plan plan =
          new ForwardBench.Plan(
              LoadGenerator.ownCommand(),
              Optional.empty(),
              ForwardCommand.CAMERA,
              WARM_UP,
              WINDOWS,
              WINDOW_SECONDS);
      ForwardResult result =
          new ForwardBench(server.freeMediator(), server.process().pid(), plan)
              .run(new Topology(people, people), SrtpChoice.GCM);
      if (!result.held()) {
        throw new IllegalStateException("packets were lost: there is nothing to compare with");
      }
      return result.cpuMicrosPerPacket();
    } finally {
      Folders.delete(data);
    }
  }
}
