package org.maplebridge.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server's process holds.
 *
 * @param heapKb used after a full collection
 * @param buffersKb memory outside the heap taken by Java code: Netty's, the bridge's, mapped by
 *     nobody else. The server must run with {@link #TRACKING}.
 * @param residentKb memory in all, as the kernel counts it
 * @param files open file descriptors
 */
record Holding(long heapKb, long buffersKb, long residentKb, int files, int threads) {

  /** Option of the Java machine that lets it tell its memory by kind. */
  static final String TRACKING = "-XX:NativeMemoryTracking=summary";

  private static final Pattern USED = Pattern.compile("total .*?used (\\d+)K");
  private static final Pattern OTHER = Pattern.compile("- +Other \\(.*?committed=(\\d+)KB");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** Collects garbage first. Linux only. */
  static Holding of(long pid) throws IOException, InterruptedException {
    String unused = tell(pid, "GC.run");
    long heap = total(USED, tell(pid, "GC.heap_info"));
    long other = total(OTHER, tell(pid, "VM.native_memory", "summary", "scale=KB"));
    return new Holding(heap, other, resident(pid), entries(pid, "fd"), entries(pid, "task"));
  }

  /** Memory of a process now, in kilobytes. */
  static long resident(long pid) throws IOException {
    return total(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")));
  }

  private static String tell(long pid, String... command) throws IOException, InterruptedException {
    String[] all = new String[command.length + 2];
    all[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    all[1] = Long.toString(pid);
    System.arraycopy(command, 0, all, 2, command.length);
    Process jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException("jcmd " + String.join(" ", command) + ": " + answer);
    }
    return answer;
  }

  /** The sum of what is found: collectors other than G1 tell each generation by itself. */
  private static long total(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    long sum = 0;
    boolean found = false;
    while (matcher.find()) {
      sum += Long.parseLong(matcher.group(1));
      found = true;
    }
    if (!found) {
      throw new IllegalStateException("no " + pattern + " in: " + text);
    }
    return sum;
  }

  private static int entries(long pid, String folder) {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + pid, folder))) {
      return (int) all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "heap %.1f MB, buffers %.1f MB, resident %.0f MB, %d files, %d threads",
        heapKb / 1024.0,
        buffersKb / 1024.0,
        residentKb / 1024.0,
        files,
        threads);
  }
}
