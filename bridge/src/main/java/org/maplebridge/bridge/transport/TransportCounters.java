package org.maplebridge.bridge.transport;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Monotonic counters of one hub: written by its loop alone, read by any thread. */
public final class TransportCounters {

  // Never changed after construction, so that any thread may read the map
  private final Map<TransportCounter, AtomicLong> cells = new EnumMap<>(TransportCounter.class);

  TransportCounters() {
    for (TransportCounter counter : TransportCounter.values()) {
      cells.put(counter, new AtomicLong());
    }
  }

  /** Adds one. Loop only. */
  void count(TransportCounter counter) {
    add(counter, 1);
  }

  /** Adds {@code n}. Loop only: one writer needs no atomic addition. */
  void add(TransportCounter counter, long n) {
    AtomicLong cell = cell(counter);
    cell.setOpaque(cell.getPlain() + n);
  }

  /** A recent value. Any thread. */
  public long get(TransportCounter counter) {
    return cell(counter).getOpaque();
  }

  /** All values by Prometheus name. Any thread. */
  public Map<String, Long> snapshot() {
    Map<String, Long> snapshot = new LinkedHashMap<>();
    cells.forEach((counter, cell) -> snapshot.put(counter.metric(), cell.getOpaque()));
    return snapshot;
  }

  private AtomicLong cell(TransportCounter counter) {
    AtomicLong cell = cells.get(counter);
    if (cell == null) {
      throw new AssertionError(counter);
    }
    return cell;
  }
}
