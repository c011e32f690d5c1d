package org.maplebridge.bridge.room;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How much of a core one thread has used since it was last asked. That thread only. */
final class BusyTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long lastNanos;
  private long lastCpuNanos;

  /**
   * Thousandths of a core used since the last call; 0 where the machine does not tell.
   *
   * @param nowNanos by a monotonic clock
   */
  long permille(long nowNanos) {
    if (!THREADS.isCurrentThreadCpuTimeSupported()) {
      return 0;
    }
    long cpuNanos = THREADS.getCurrentThreadCpuTime();
    long passed = nowNanos - lastNanos;
    long used = cpuNanos - lastCpuNanos;
    lastNanos = nowNanos;
    lastCpuNanos = cpuNanos;
    return passed <= 0 ? 0 : used * 1000 / passed;
  }
}
