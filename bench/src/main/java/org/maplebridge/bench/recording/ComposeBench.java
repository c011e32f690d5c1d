package org.maplebridge.bench.recording;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.api.ViewingCopy;

/** How fast the viewing copy of a sitting is made, from sealed originals to the sealed copy. */
final class ComposeBench {
  private static final String ID = "bench";

  private final SyntheticSitting sitting;

  ComposeBench(SyntheticSitting sitting) {
    this.sitting = sitting;
  }

  RecordingResult run() throws Exception {
    Path folder = Files.createTempDirectory("maple-compose");
    try (FedRoom room = new FedRoom();
        RecordingService service = room.recorder(folder)) {
      sitting.record(ID, room, service, () -> {});
      SyntheticSitting.sealed(ID, service);
      return compose(service);
    } finally {
      Folders.delete(folder);
    }
  }

  private RecordingResult compose(RecordingService service) {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    ViewingCopy copy = Composing.await(service, ID);
    double wall = (System.nanoTime() - start) / 1e9;
    double cores = (cpuNanos() - cpu) / 1e9 / wall;
    return RecordingResult.composed(
        "compose, %d participants at 720p".formatted(sitting.participants()),
        copy.seconds() / wall,
        cores,
        copy.bytes() * 3600.0 / copy.seconds());
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
