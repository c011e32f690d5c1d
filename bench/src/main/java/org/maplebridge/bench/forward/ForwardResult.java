package org.maplebridge.bench.forward;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What forwarding cost, as medians over the windows.
 *
 * @param cpuMicrosPerPacket of the server's process, per RTP packet that arrived at a receiver
 * @param threadMicros the same by what the threads do; nothing of it is left out of the total
 * @param cores busy, of the server's process
 * @param rssMb of the server's process; an embedded database runs in processes of its own
 * @param p50Ms from the sender's stamp to the receiver, the load generator's own queues included
 * @param lost packets that did not arrive, in all windows
 * @param loadCores busy, of the load generator
 * @param warmUpSeconds before the first window
 * @param compilersQuiet whether the compilers had next to nothing left to do then
 * @param floorMicrosPerPacket of the floor program in the same minute
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ForwardResult(
    String topology,
    String srtp,
    long packetsPerSecond,
    double cpuMicrosPerPacket,
    double cpuMicrosLeast,
    double cpuMicrosMost,
    double userMicros,
    double systemMicros,
    Map<String, Double> threadMicros,
    double cores,
    long rssMb,
    double p50Ms,
    double p99Ms,
    long lost,
    long undecryptable,
    double loadCores,
    int warmUpSeconds,
    boolean compilersQuiet,
    OptionalDouble floorMicrosPerPacket,
    OptionalDouble ratioToFloor,
    List<Window> windows) {

  ForwardResult {
    threadMicros = Collections.unmodifiableMap(new LinkedHashMap<>(threadMicros));
    windows = List.copyOf(windows);
  }

  /** One stretch of measured time. */
  record Window(
      double seconds,
      long packets,
      double cpuMicrosPerPacket,
      double userMicros,
      double systemMicros,
      @JsonIgnore Map<ServerThreads, Double> threadMicros,
      double cores,
      double rssMb,
      double p50Ms,
      double p99Ms,
      long lost,
      long undecryptable,
      double loadCores) {

    Window {
      threadMicros = Map.copyOf(threadMicros);
    }

    static Window between(
        LoadStats before, LoadStats after, ProcessUsage busyBefore, ProcessUsage busyAfter) {
      double micros = after.micros() - before.micros();
      long packets = after.received() - before.received();
      ProcessUsage.Cpu spent = busyAfter.total().since(busyBefore.total());
      Map<ServerThreads, Double> threads = new EnumMap<>(ServerThreads.class);
      busyAfter
          .microsSince(busyBefore)
          .forEach((kind, thread) -> threads.put(kind, round((double) thread / packets)));
      return new Window(
          micros / 1e6,
          packets,
          round((double) spent.micros() / packets),
          round((double) spent.userMicros() / packets),
          round((double) spent.systemMicros() / packets),
          threads,
          round(spent.micros() / micros),
          round(busyAfter.residentBytes() / 1048576.0),
          after.p50Micros() / 1000.0,
          after.p99Micros() / 1000.0,
          (after.expected() - before.expected()) - (after.arrived() - before.arrived()),
          after.undecryptable() - before.undecryptable(),
          round((after.cpuMicros() - before.cpuMicros()) / micros));
    }
  }

  static ForwardResult of(
      Topology topology,
      SrtpChoice srtp,
      WarmUp.Outcome warm,
      List<Window> windows,
      OptionalDouble floor) {
    double cpu = median(windows, Window::cpuMicrosPerPacket);
    return new ForwardResult(
        topology.toString(),
        srtp.name().toLowerCase(Locale.ROOT),
        Math.round(median(windows, window -> window.packets() / window.seconds())),
        cpu,
        windows.stream().mapToDouble(Window::cpuMicrosPerPacket).min().orElse(Double.NaN),
        windows.stream().mapToDouble(Window::cpuMicrosPerPacket).max().orElse(Double.NaN),
        median(windows, Window::userMicros),
        median(windows, Window::systemMicros),
        threadMicros(windows),
        median(windows, Window::cores),
        Math.round(median(windows, Window::rssMb)),
        median(windows, Window::p50Ms),
        median(windows, Window::p99Ms),
        windows.stream().mapToLong(Window::lost).sum(),
        windows.stream().mapToLong(Window::undecryptable).sum(),
        median(windows, Window::loadCores),
        warm.seconds(),
        warm.quiet(),
        floor,
        floor.isPresent()
            ? OptionalDouble.of(round(cpu / floor.getAsDouble()))
            : OptionalDouble.empty(),
        windows);
  }

  private static Map<String, Double> threadMicros(List<Window> windows) {
    Map<String, Double> micros = new LinkedHashMap<>();
    for (ServerThreads kind : ServerThreads.values()) {
      micros.put(
          kind.name().toLowerCase(Locale.ROOT),
          median(windows, window -> window.threadMicros().getOrDefault(kind, 0.0)));
    }
    return micros;
  }

  private static double median(List<Window> windows, ToDoubleFunction<Window> of) {
    double[] sorted = windows.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  boolean held() {
    return lost == 0 && undecryptable == 0;
  }
}
