package org.maplebridge.bench.forward;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The time before the first window. A server is warm once its just-in-time compilers have little
 * left to do, which takes the longer the less of the machine is free for them.
 *
 * @param leastSeconds in any case
 * @param mostSeconds after which is measured what there is
 */
record WarmUp(int leastSeconds, int mostSeconds) {
  private static final int LOOK_SECONDS = 5;

  /** Compilers are quiet up to this share of the process's CPU, or one tick of the kernel's. */
  private static final double QUIET = 0.02;

  /** Looks in a row that must find them so, for they pause between one method and the next. */
  private static final int QUIET_LOOKS = 2;

  /**
   * How it went.
   *
   * @param quiet whether the compilers had become quiet
   */
  record Outcome(int seconds, boolean quiet) {}

  Outcome await(long pid) throws InterruptedException {
    TimeUnit.SECONDS.sleep(leastSeconds);
    int seconds = leastSeconds;
    int quietLooks = 0;
    while (quietLooks < QUIET_LOOKS && seconds < mostSeconds) {
      ProcessUsage before = ProcessUsage.of(pid);
      TimeUnit.SECONDS.sleep(LOOK_SECONDS);
      seconds += LOOK_SECONDS;
      quietLooks = isQuiet(before, ProcessUsage.of(pid)) ? quietLooks + 1 : 0;
    }
    return new Outcome(seconds, quietLooks == QUIET_LOOKS);
  }

  private static boolean isQuiet(ProcessUsage before, ProcessUsage after) {
    Map<ServerThreads, Long> micros = after.microsSince(before);
    long all = after.total().micros() - before.total().micros();
    return micros.getOrDefault(ServerThreads.COMPILERS, 0L)
        <= Math.max(ProcessUsage.MICROS_PER_TICK, QUIET * all);
  }
}
