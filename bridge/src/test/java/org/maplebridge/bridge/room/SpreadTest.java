package org.maplebridge.bridge.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the next receiver of a room goes. */
class SpreadTest {

  private static final long BOUND = 600;

  private static String choose(long bound, Map<String, Long> loads, Map<String, Integer> counts) {
    return Spread.choose("home", loads, counts, bound);
  }

  @Test
  void atHomeWhileThatHasTime() {
    assertEquals("home", choose(BOUND, Map.of("home", 599L, "other", 0L), Map.of("home", 99)));
  }

  @Test
  void elsewhereOnceHomeIsBusy() {
    assertEquals("other", choose(BOUND, Map.of("home", 600L, "other", 0L), Map.of("home", 99)));
  }

  @Test
  void ratherWhereTheRoomIsAlready() {
    Map<String, Long> loads = Map.of("home", 700L, "second", 500L, "third", 0L);
    assertEquals("second", choose(BOUND, loads, Map.of("home", 99, "second", 50)));
    assertEquals("third", choose(BOUND, loads, Map.of("home", 99)));
  }

  @Test
  void aThirdLoopOnceTheSecondIsBusyToo() {
    Map<String, Long> loads = Map.of("home", 700L, "second", 600L, "third", 0L);
    assertEquals("third", choose(BOUND, loads, Map.of("home", 99, "second", 50)));
  }

  @Test
  void notToALoopThatIsBusierStill() {
    Map<String, Long> loads = Map.of("home", 650L, "other", 900L);
    assertEquals("home", choose(BOUND, loads, Map.of("home", 99)));
  }

  @Test
  void evenlyWhereAllAreAsBusyAsEachOther() {
    Map<String, Long> loads = Map.of("home", 850L, "second", 810L, "third", 830L);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 9; i++) {
      counts.merge(choose(BOUND, loads, counts), 1, Integer::sum);
    }
    assertEquals(Map.of("home", 3, "second", 3, "third", 3), counts);
  }

  @Test
  void withoutABoundFromTheFirstReceiverOn() {
    Map<String, Long> loads = Map.of("home", 0L, "other", 0L);
    assertEquals("other", choose(0, loads, Map.of("home", 1)));
    assertEquals("home", choose(0, loads, Map.of("home", 1, "other", 1)));
  }

  @Test
  void aSingleLoopCarriesAll() {
    assertEquals("home", choose(0, Map.of("home", 1000L), Map.of("home", 500)));
  }
}
