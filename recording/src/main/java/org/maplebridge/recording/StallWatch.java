package org.maplebridge.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Notices writers that hang in their disk, which cannot tell it themselves. A writer that has not
 * moved for two seconds is reported once, so that the room knows before the third has passed.
 */
final class StallWatch implements AutoCloseable {

  private static final long SAMPLE_MILLIS = 500;
  private static final int SAMPLES = 4;

  private final Supplier<List<RecordingRun>> runs;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  // Accessed by the thread.
  private Map<RecordingRun, Standstill> seen = new HashMap<>();

  StallWatch(Supplier<List<RecordingRun>> runs) {
    this.runs = runs;
    this.thread = Thread.ofPlatform().daemon().name("recording-watch").start(this::watch);
  }

  private void watch() {
    try {
      while (!closed.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
        sample();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sample() {
    Map<RecordingRun, Standstill> now = new HashMap<>();
    for (RecordingRun run : runs.get()) {
      Standstill before = seen.getOrDefault(run, new Standstill(-1, 0));
      long beats = run.beats();
      Standstill still = new Standstill(beats, beats == before.beats() ? before.samples() + 1 : 0);
      if (still.samples() == SAMPLES) {
        run.onStall();
      }
      now.put(run, still);
    }
    seen = now;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Standstill(long beats, int samples) {}
}
