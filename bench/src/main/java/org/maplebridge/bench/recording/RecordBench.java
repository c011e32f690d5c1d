package org.maplebridge.bench.recording;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.recording.RecordingService;

/**
 * What the recorder's writer costs: CPU time of its thread, by the kernel's count, over everything
 * it does with a packet: order, depacketize, mux, hash twice, write, sync, enter into the ledger.
 */
final class RecordBench {
  private static final String WRITER = "recording-writer";

  private final int participants;
  private final int seconds;

  RecordBench(int participants, int seconds) {
    this.participants = participants;
    this.seconds = seconds;
  }

  RecordingResult run() throws Exception {
    Path folder = Files.createTempDirectory("maple-record");
    try (FedRoom room = new FedRoom();
        RecordingService service = room.recorder(folder)) {
      SyntheticSitting sitting = new SyntheticSitting(room, service, participants, seconds);
      sitting.record(RecordBench::writerMicros);
      return RecordingResult.recorded(
          "record, %d tracks, 720p and Opus".formatted(2 * participants),
          sitting.writerMicros() / room.sent(),
          sitting.bytes() * 3600.0 / seconds);
    } finally {
      Folders.delete(folder);
    }
  }

  /** CPU time of the writer so far. */
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
