package org.maplebridge.bridge.room;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Map<RoomLoop, AnnexFeed> feeds = new LinkedHashMap<>();

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
        : Optional.of(feeds.computeIfAbsent(loop, this::openAt).annex());
  }

  private AnnexFeed openAt(RoomLoop loop) {
    AnnexFeed feed = new AnnexFeed(open.apply(loop));
    home.add(feed);
    router.all().forEach(source -> source.mirrorIn(feed));
    return feed;
  }

  /** A source of the room has come. */
  void mirror(RoutedSource source) {
    feeds.values().forEach(source::mirrorIn);
  }

  /** An endpoint gives its place up: the last one of an annex takes the annex with it. */
  void leave(String endpointId) {
    home.loop().assertInLoop();
    RoomLoop loop = places.remove(endpointId);
    AnnexFeed feed = loop == null ? null : feeds.get(loop);
    if (feed != null && !places.containsValue(loop)) {
      close(feed);
    }
  }

  private void close(AnnexFeed feed) {
    feeds.remove(feed.annex().loop());
    home.remove(feed);
    router.all().forEach(source -> source.mirrorNoMore(feed));
    feed.annex().close();
  }

  void precedenceChanged() {
    feeds.values().forEach(feed -> feed.annex().precedenceChanged());
  }

  /** The room ends. */
  void closeAll() {
    List.copyOf(feeds.values()).forEach(this::close);
  }
}
