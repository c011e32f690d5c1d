package org.maplebridge.bench.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What the kernel has booked to a process so far.
 *
 * @param total of all its threads, also those that ended
 * @param residentBytes memory, shared file pages included
 * @param threads those that run, by their ids
 */
record ProcessUsage(Cpu total, long residentBytes, Map<String, ThreadUsage> threads) {
  /** How finely the kernel books. */
  static final long MICROS_PER_TICK = 10_000;

  private static final long PAGE_BYTES = 4096;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int RESIDENT_PAGES = 21;

  ProcessUsage {
    threads = Map.copyOf(threads);
  }

  /**
   * CPU time.
   *
   * @param userMicros in its own code; the split between the two is by samples of the clock tick
   * @param systemMicros in system calls made for it
   */
  record Cpu(long userMicros, long systemMicros) {

    long micros() {
      return userMicros + systemMicros;
    }

    Cpu since(Cpu before) {
      return new Cpu(userMicros - before.userMicros, systemMicros - before.systemMicros);
    }
  }

  /** One thread's. */
  record ThreadUsage(ServerThreads kind, long micros) {}

  /** Reads proc(5); Linux only. */
  static ProcessUsage of(long pid) {
    Path process = Path.of("/proc/" + pid);
    Map<String, ThreadUsage> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path task : tasks) {
        readThread(task, threads);
      }
      String[] fields = fields(Files.readString(process.resolve("stat")));
      long resident = Long.parseLong(fields[RESIDENT_PAGES]) * PAGE_BYTES;
      return new ProcessUsage(cpu(fields), resident, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("this measurement reads /proc, which is Linux only", e);
    }
  }

  private static void readThread(Path task, Map<String, ThreadUsage> threads) {
    String stat;
    try {
      stat = Files.readString(task.resolve("stat"));
    } catch (IOException e) {
      // It has ended since the folder was listed
      return;
    }
    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    threads.put(
        task.getFileName().toString(),
        new ThreadUsage(ServerThreads.named(name), cpu(fields(stat)).micros()));
  }

  /** Those behind the name, which may hold anything, brackets too. */
  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }

  private static Cpu cpu(String[] fields) {
    return new Cpu(
        Long.parseLong(fields[USER_TICKS]) * MICROS_PER_TICK,
        Long.parseLong(fields[SYSTEM_TICKS]) * MICROS_PER_TICK);
  }

  /** CPU since an earlier reading by what the threads do; those that ended are among the others. */
  Map<ServerThreads, Long> microsSince(ProcessUsage before) {
    Map<ServerThreads, Long> micros = new EnumMap<>(ServerThreads.class);
    for (ServerThreads kind : ServerThreads.values()) {
      micros.put(kind, 0L);
    }
    long known = 0;
    for (Map.Entry<String, ThreadUsage> entry : threads.entrySet()) {
      ThreadUsage now = entry.getValue();
      ThreadUsage earlier = before.threads.get(entry.getKey());
      long spent = now.micros() - (earlier == null ? 0 : earlier.micros());
      micros.merge(now.kind(), spent, Long::sum);
      known += spent;
    }
    // Rounded by the kernel thread by thread, the sum may be a tick or two more than the total
    long ended = Math.max(0, total.micros() - before.total.micros() - known);
    micros.merge(ServerThreads.OTHERS, ended, Long::sum);
    return micros;
  }
}
