package org.maplebridge.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code /metrics} tells, and whether it adds up. */
record ServerMetrics(Map<String, Double> values) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MEDIA = "bridge_media_";

  /** What is there only while somebody is. */
  private static final List<String> OCCUPANCY =
      List.of("rooms", "endpoints", "sources", "subscriptions", "packets_retained", "annexes");

  /** Packets that left beside those that were offered. */
  private static final List<String> BESIDE =
      List.of("rtx_out_total", "probes_out_total", "repeated_total");

  /** Each reason for which a packet that was offered to a receiver's stream did not leave. */
  private static final List<String> DROPS =
      List.of(
          "dropped_unconnected_total",
          "dropped_no_key_frame_total",
          "dropped_layer_total",
          "dropped_paused_total",
          "dropped_unpaced_total",
          "dropped_waiting_total",
          "dropped_too_old_total");

  ServerMetrics {
    values = Map.copyOf(values);
  }

  static ServerMetrics read(URI server) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve("/metrics")).build();
    Map<String, Double> values = new HashMap<>();
    HTTP.send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(MEDIA) && !line.contains("{"))
        .map(line -> line.split(" ", 2))
        .forEach(words -> values.put(words[0], Double.valueOf(words[1])));
    return new ServerMetrics(values);
  }

  private double media(String name) {
    Double value = values.get(MEDIA + name);
    if (value == null) {
      throw new IllegalStateException("the server does not tell " + MEDIA + name);
    }
    return value;
  }

  private long sum(List<String> names) {
    return (long) names.stream().mapToDouble(this::media).sum();
  }

  /** Rooms, endpoints and all that belongs to them; 0 when everybody has gone. */
  long occupancy() {
    return sum(OCCUPANCY);
  }

  /** The same in words. */
  String occupants() {
    return String.join(
        ", ", OCCUPANCY.stream().map(name -> name + " " + (long) media(name)).toList());
  }

  /** Packets received, each times the streams it was for. */
  long offered() {
    return (long) media("offered_total");
  }

  /** Of those, packets that left. */
  long forwarded() {
    return (long) media("packets_out_total") - sum(BESIDE);
  }

  /** Of those, packets that did not, each counted under its reason. */
  long dropped() {
    return sum(DROPS);
  }

  /** How many packets nobody can account for; only when nothing waits any more. */
  long unaccounted() {
    return offered() - forwarded() - dropped();
  }
}
