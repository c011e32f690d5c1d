package org.maplebridge.server.boot;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.maplebridge.bridge.api.BridgeSnapshot;
import org.maplebridge.bridge.api.Histogram;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.persistence.Database;

/** {@code /metrics}: numbers of the bridge and of the process in the Prometheus text format. */
final class Metrics {
  private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<BridgeSnapshot> bridge;
  private final Database database;

  Metrics(Supplier<BridgeSnapshot> bridge, Database database) {
    this.bridge = bridge;
    this.database = database;
  }

  void declare(Api api) {
    api.open().get("/metrics", call -> new Answer.Text(MEDIA_TYPE, text()));
  }

  private String text() {
    BridgeSnapshot snapshot = bridge.get();
    var gauges = new TreeMap<String, Number>(snapshot.gauges());
    gauges.putAll(process());
    var text = new StringBuilder();
    lines(text, "counter", new TreeMap<>(snapshot.counters()));
    lines(text, "gauge", gauges);
    new TreeMap<>(snapshot.histograms()).forEach((name, value) -> histogram(text, name, value));
    return text.toString();
  }

  private Map<String, Number> process() {
    var memory = ManagementFactory.getMemoryMXBean();
    return Map.of(
        "maple_heap_bytes", memory.getHeapMemoryUsage().getUsed(),
        "maple_non_heap_bytes", memory.getNonHeapMemoryUsage().getUsed(),
        "maple_threads", ManagementFactory.getThreadMXBean().getThreadCount(),
        "maple_uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0,
        "maple_load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        "maple_database_connections_active", database.activeConnections());
  }

  /** Names with labels follow one another, so a family's type is told once. */
  private static void lines(
      StringBuilder text, String type, SortedMap<String, ? extends Number> values) {
    String told = "";
    for (var entry : values.entrySet()) {
      String name = entry.getKey();
      String family = name.contains("{") ? name.substring(0, name.indexOf('{')) : name;
      if (!family.equals(told)) {
        told = family;
        type(text, family, type);
      }
      text.append(name).append(' ').append(entry.getValue()).append('\n');
    }
  }

  /** Each bucket counts what is in the smaller ones too, as Prometheus wants it. */
  private static void histogram(StringBuilder text, String name, Histogram values) {
    type(text, name, "histogram");
    long count = 0;
    for (int i = 0; i < values.counts().size(); i++) {
      count += values.counts().get(i);
      String bound = i < values.bounds().size() ? values.bounds().get(i).toString() : "+Inf";
      text.append(name).append("_bucket{le=\"").append(bound).append("\"} ");
      text.append(count).append('\n');
    }
    text.append(name).append("_sum ").append(values.sum()).append('\n');
    text.append(name).append("_count ").append(count).append('\n');
  }

  private static void type(StringBuilder text, String name, String type) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
