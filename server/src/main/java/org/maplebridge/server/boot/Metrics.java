package org.maplebridge.server.boot;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.maplebridge.bridge.api.BridgeSnapshot;
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
    new TreeMap<>(snapshot.counters()).forEach((name, value) -> line(text, name, "counter", value));
    gauges.forEach((name, value) -> line(text, name, "gauge", value));
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

  private static void line(StringBuilder text, String name, String type, Number value) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    text.append(name).append(' ').append(value).append('\n');
  }
}
