package org.maplebridge.bench.recording;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.ViewingCopy;

/** How fast the viewing copy of a sitting is made, from sealed originals to the sealed copy. */
final class ComposeBench {
  private final int participants;
  private final int seconds;

  ComposeBench(int participants, int seconds) {
    this.participants = participants;
    this.seconds = seconds;
  }

  RecordingResult run() throws Exception {
    Path folder = Files.createTempDirectory("maple-compose");
    try (FedRoom room = new FedRoom();
        RecordingService service = room.recorder(folder)) {
      String id = new SyntheticSitting(room, service, participants, seconds).record();
      return compose(service, id);
    } finally {
      Folders.delete(folder);
    }
  }

  private RecordingResult compose(RecordingService service, String id) {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    ViewingCopy copy = composed(service, id);
    double wall = (System.nanoTime() - start) / 1e9;
    double cores = (cpuNanos() - cpu) / 1e9 / wall;
    return RecordingResult.composed(
        "compose, %d participants at 720p".formatted(participants),
        copy.seconds() / wall,
        cores,
        copy.bytes() * 3600.0 / copy.seconds());
  }

  private static ViewingCopy composed(RecordingService service, String id) {
    CompletableFuture<ViewingCopy> composed = new CompletableFuture<>();
    service.compose(
        id,
        new RecordingListener() {
          @Override
          public void onFault(String sentence) {
            composed.completeExceptionally(new IllegalStateException(sentence));
          }

          @Override
          public void onComposed(ViewingCopy copy) {
            composed.complete(copy);
          }

          @Override
          public void onComposeFailed(String reason) {
            composed.completeExceptionally(new IllegalStateException(reason));
          }
        });
    return composed.join();
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
