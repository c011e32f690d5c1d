package org.maplebridge.bench.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel has booked to a process so far.
 *
 * @param userMicros in its own code; the split between the two is by samples of the clock tick
 * @param systemMicros in system calls made for it
 * @param residentBytes memory, shared file pages included
 */
record ProcessUsage(long userMicros, long systemMicros, long residentBytes) {
  private static final long MICROS_PER_TICK = 10_000;
  private static final long PAGE_BYTES = 4096;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int RESIDENT_PAGES = 21;

  /** Reads proc(5); Linux only. */
  static ProcessUsage of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name in front may hold anything, brackets too
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new ProcessUsage(
          Long.parseLong(fields[USER_TICKS]) * MICROS_PER_TICK,
          Long.parseLong(fields[SYSTEM_TICKS]) * MICROS_PER_TICK,
          Long.parseLong(fields[RESIDENT_PAGES]) * PAGE_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("this measurement reads /proc, which is Linux only", e);
    }
  }

  long cpuMicros() {
    return userMicros + systemMicros;
  }
}
