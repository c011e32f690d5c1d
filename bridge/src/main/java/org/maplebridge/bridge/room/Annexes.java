package org.maplebridge.bridge.room;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * On which loop each endpoint of a room is, and the annexes that follow from it: one on each loop
 * but the home that has any. Home loop only.
 */
final class Annexes {

  private final RoomLoop home;
  private final Spread spread;
  private final Router router;
  private final Function<RoomLoop, Annex> open;

  private final Map<String, RoomLoop> places = new HashMap<>();
  private final Map<RoomLoop, Annex> annexes = new LinkedHashMap<>();

  /**
   * @param open makes an annex on a loop
   */
  Annexes(RoomLoop home, Spread spread, Router router, Function<RoomLoop, Annex> open) {
    this.home = home;
    this.spread = spread;
    this.router = router;
    this.open = open;
  }

  boolean has(String endpointId) {
    return places.containsKey(endpointId);
  }

  /** An endpoint takes its place on the home loop. */
  void placeAtHome(String endpointId) {
    places.put(endpointId, home);
  }

  /**
   * A receiver takes the place that suits the loops.
   *
   * @return the annex it goes to, or empty for the home loop
   */
  Optional<Annex> place(String endpointId) {
    home.loop().assertInLoop();
    Map<RoomLoop, Integer> counts = new HashMap<>();
    places.values().forEach(loop -> counts.merge(loop, 1, Integer::sum));
    RoomLoop loop = spread.choose(home, counts);
    places.put(endpointId, loop);
    loop.expect();
    return loop == home
        ? Optional.empty()
        : Optional.of(annexes.computeIfAbsent(loop, this::openAt));
  }

  private Annex openAt(RoomLoop loop) {
    Annex annex = open.apply(loop);
    home.feed(annex);
    router.all().forEach(source -> source.mirrorIn(annex));
    return annex;
  }

  /** A source of the room has come. */
  void mirror(RoutedSource source) {
    annexes.values().forEach(source::mirrorIn);
  }

  /** An endpoint gives its place up: the last one of an annex takes the annex with it. */
  void leave(String endpointId) {
    home.loop().assertInLoop();
    RoomLoop loop = places.remove(endpointId);
    Annex annex = loop == null ? null : annexes.get(loop);
    if (annex != null && !places.containsValue(loop)) {
      close(annex);
    }
  }

  private void close(Annex annex) {
    annexes.remove(annex.loop());
    home.feedNoMore(annex);
    router.all().forEach(source -> source.mirrorNoMore(annex));
    annex.close();
  }

  void precedenceChanged() {
    annexes.values().forEach(Annex::precedenceChanged);
  }

  /** The room ends. */
  void closeAll() {
    for (Annex annex : annexes.values().toArray(Annex[]::new)) {
      close(annex);
    }
  }
}
