package org.maplebridge.bench.recording;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import org.maplebridge.bench.forward.ForwardCost;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.api.RecordedTrack;

/**
 * What the recorder's writer costs: CPU time of its thread, by the kernel's count, over everything
 * it does with a packet: order, depacketize, mux, hash twice, write, sync, enter into the ledger.
 */
final class RecordBench {
  private static final String WRITER = "recording-writer";

  /** A server records for hours: what the compiler has not yet seen is not what it costs. */
  private static final int WARM_UPS = 6;

  private static final int ROUNDS = 5;

  private final SyntheticSitting sitting;
  private final int seconds;

  RecordBench(SyntheticSitting sitting, int seconds) {
    this.sitting = sitting;
    this.seconds = seconds;
  }

  RecordingResult run() throws Exception {
    Path folder = Files.createTempDirectory("maple-record");
    try (FedRoom room = new FedRoom();
        RecordingService service = room.recorder(folder)) {
      double[] micros = new double[ROUNDS];
      for (int i = -WARM_UPS; i < ROUNDS; i++) {
        double round = round("round" + (i + WARM_UPS), room, service);
        if (i >= 0) {
          micros[i] = round;
        }
      }
      Arrays.sort(micros);
      long bytes =
          SyntheticSitting.sealed("round0", service).tracks().stream()
              .mapToLong(RecordedTrack::bytes)
              .sum();
      return RecordingResult.recorded(
          "record, %d tracks, 720p and Opus".formatted(2 * sitting.participants()),
          micros[ROUNDS / 2],
          ForwardCost.microsPerPacket(sitting.participants()),
          bytes * 3600.0 / seconds);
    } finally {
      Folders.delete(folder);
    }
  }

  /** CPU per packet of one recording; the writer lives as long as its recording. */
  private double round(String id, FedRoom room, RecordingService service)
      throws InterruptedException {
    long sentBefore = room.sent();
    DoubleAdder micros = new DoubleAdder();
    sitting.record(id, room, service, () -> micros.add(writerMicros()));
    return micros.sum() / (room.sent() - sentBefore);
  }

  private static double writerMicros() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(info -> info != null && info.getThreadName().equals(WRITER))
            .mapToLong(ThreadInfo::getThreadId)
            .map(threads::getThreadCpuTime)
            .sum()
        / 1e3;
  }
}
