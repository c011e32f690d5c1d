package org.maplebridge.bridge;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.BridgeRoomListener;
import org.maplebridge.bridge.api.BridgeSnapshot;
import org.maplebridge.bridge.api.Histogram;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.bridge.room.LiveRoom;
import org.maplebridge.bridge.room.RoomLoop;
import org.maplebridge.bridge.room.Spread;
import org.maplebridge.bridge.transport.TransportHub;
import org.maplebridge.bridge.transport.TransportPorts;

/**
 * The bridge wired together: loops with their ports, the rooms placed on them by load, and spread
 * over several where one is not enough.
 */
public final class MediaBridge implements Bridge {

  /**
   * What a room counts on top of what its loop is measured to use, in thousandths of a core: people
   * who have just come, or are silent, will speak.
   */
  private static final long ROOM_PERMILLE = 10;

  /** A loop with the count of rooms on it. */
  private static final class Home {
    final RoomLoop loop;
    int rooms;

    Home(RoomLoop loop) {
      this.loop = loop;
    }

    /** In thousandths of a core. */
    long load() {
      return loop.load() + ROOM_PERMILLE * rooms;
    }
  }

  /** The loop of an affinity, and the rooms that hold it there. */
  private static final class Affinity {
    final Home home;
    int rooms;

    Affinity(Home home) {
      this.home = home;
    }
  }

  private final TransportPorts ports;
  private final List<Home> homes;
  private final Spread spread;

  // Guarded by this: rooms are opened and closed from any thread, rarely
  private final Map<String, LiveRoom> rooms = new HashMap<>();
  private final Map<String, Affinity> affinities = new HashMap<>();
  private boolean closed;

  private MediaBridge(TransportPorts ports, int spreadPermille) {
    this.ports = ports;
    SecureRandom random = new SecureRandom();
    List<Home> all = new ArrayList<>();
    for (TransportHub hub : ports.hubs()) {
      all.add(new Home(new RoomLoop(hub, Clock.systemUTC(), random)));
    }
    homes = List.copyOf(all);
    spread = new Spread(all.stream().map(home -> home.loop).toList(), spreadPermille);
  }

  /**
   * Starts a bridge.
   *
   * @throws org.maplebridge.bridge.api.BridgeException {@code bridge.port-unavailable} when an
   *     address or port cannot be bound
   */
  public static Bridge start(BridgeConfig config) {
    return new MediaBridge(TransportPorts.open(config), config.spreadPermille());
  }

  @Override
  public synchronized BridgeRoom openRoom(RoomSpec spec, BridgeRoomListener listener) {
    if (closed) {
      throw new IllegalStateException("The bridge is closed.");
    }
    if (rooms.containsKey(spec.id())) {
      throw new IllegalStateException("Room " + spec.id() + " is open already.");
    }
    Affinity affinity =
        affinities.computeIfAbsent(spec.affinity(), unused -> new Affinity(leastLoaded()));
    LiveRoom room =
        new LiveRoom(spec.id(), affinity.home.loop, spread, listener, () -> onRoomClosed(spec));
    affinity.rooms++;
    affinity.home.rooms++;
    rooms.put(spec.id(), room);
    return room;
  }

  private Home leastLoaded() {
    return Collections.min(homes, Comparator.comparingLong(Home::load));
  }

  private synchronized void onRoomClosed(RoomSpec spec) {
    rooms.remove(spec.id());
    Affinity affinity = affinities.get(spec.affinity());
    if (affinity != null) {
      affinity.home.rooms--;
      affinity.rooms--;
      if (affinity.rooms == 0) {
        affinities.remove(spec.affinity());
      }
    }
  }

  @Override
  public BridgeSnapshot snapshot() {
    Map<String, Long> counters = new LinkedHashMap<>();
    Map<String, Double> gauges = new LinkedHashMap<>();
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    for (Home home : homes) {
      home.loop.counters().addTo(counters, gauges, histograms);
    }
    for (TransportHub hub : ports.hubs()) {
      hub.counters().snapshot().forEach((name, n) -> counters.merge(name, n, Long::sum));
      counters.merge("bridge_loop_refused_tasks_total", hub.loop().refusedTasks(), Long::sum);
      counters.merge("bridge_loop_failed_tasks_total", hub.loop().failedTasks(), Long::sum);
      gauges.merge("bridge_loop_pending_tasks", (double) hub.loop().pendingTasks(), Double::sum);
    }
    counters.putAll(ports.counters());
    gauges.put("bridge_loops", (double) homes.size());
    return new BridgeSnapshot(counters, gauges, histograms);
  }

  @Override
  public void close() {
    List<LiveRoom> open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      open = List.copyOf(rooms.values());
    }
    open.forEach(LiveRoom::close);
    homes.forEach(home -> home.loop.close());
    ports.close();
  }
}
