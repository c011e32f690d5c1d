package org.maplebridge.bridge.room;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a receiver of a room goes. A room stays on its home loop while that has time left; then its
 * receivers go where there is time.
 *
 * @param loops of the bridge
 * @param boundPermille so busy a loop may be, in thousandths of a core, before a receiver goes
 *     elsewhere
 */
public record Spread(List<RoomLoop> loops, int boundPermille) {

  /** Loops that differ by less are as busy as each other: both change from second to second. */
  private static final long ALIKE_PERMILLE = 100;

  public Spread {
    loops = List.copyOf(loops);
  }

  /**
   * The home loop while it is below the bound; else the least busy of the loops below it that have
   * receivers of the room already, as each loop more costs a pipe; else, of the loops that are
   * nearly the least busy, the one with the fewest of the room.
   *
   * @param counts endpoints of the room on each loop, where there are any
   */
  RoomLoop choose(RoomLoop home, Map<RoomLoop, Integer> counts) {
    Map<RoomLoop, Long> loads = new LinkedHashMap<>();
    loops.forEach(loop -> loads.put(loop, loop.load()));
    return choose(home, loads, counts, boundPermille);
  }

  static <L> L choose(L home, Map<L, Long> loads, Map<L, Integer> counts, long bound) {
    if (loads.getOrDefault(home, 0L) < bound) {
      return home;
    }
    return loads.keySet().stream()
        .filter(loop -> counts.containsKey(loop) && loads.getOrDefault(loop, 0L) < bound)
        .min(Comparator.comparing(loads::get))
        .orElseGet(() -> fewestOfLeastBusy(home, loads, counts));
  }

  private static <L> L fewestOfLeastBusy(L home, Map<L, Long> loads, Map<L, Integer> counts) {
    long alike = Collections.min(loads.values()) + ALIKE_PERMILLE;
    Comparator<L> byCount = Comparator.comparing(loop -> counts.getOrDefault(loop, 0));
    return loads.keySet().stream()
        .filter(loop -> loads.getOrDefault(loop, 0L) < alike)
        .min(byCount.thenComparing(loop -> !loop.equals(home)))
        .orElse(home);
  }
}
