package org.maplebridge.bridge.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for any room and any path: tried on seeded random ones. */
class AllocationProperties {

  private static final int TRIES = 5_000;
  private static final int ANY = Integer.MAX_VALUE;

  private final Random random = new Random(8853);

  private static Budget budget(long targetBps, long audioBps, int pictures, int rises) {
    return new Budget(targetBps, audioBps, pictures, rises, Budget.SLACK_PERCENT);
  }

  private Demand demand() {
    List<Layer> layers = new ArrayList<>();
    int encodings = random.nextInt(4);
    long bps = 0;
    for (int encoding = 0; encoding < encodings; encoding++) {
      for (int temporal = 0; temporal < 1 + random.nextInt(3); temporal++) {
        bps += 20_000 + random.nextInt(200_000);
        layers.add(new Layer(encoding, temporal, bps));
      }
    }
    int current = layers.isEmpty() ? Allocation.PAUSED : random.nextInt(layers.size() + 1) - 1;
    return new Demand(random.nextInt(6), random.nextInt(5) > 0, random.nextInt(3), layers, current);
  }

  private List<Demand> room() {
    List<Demand> demands = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      demands.add(demand());
    }
    return demands;
  }

  private static long cost(List<Demand> demands, Allocation allocation) {
    long cost = 0;
    for (int i = 0; i < demands.size(); i++) {
      int choice = allocation.choices().get(i);
      cost += choice == Allocation.PAUSED ? 0 : demands.get(i).layers().get(choice).bps();
    }
    return cost;
  }

  @Test
  void picturesNeverCostMoreThanWhatSoundLeaves() {
    for (int i = 0; i < TRIES; i++) {
      List<Demand> demands = room();
      long target = random.nextInt(2_000_000);
      long audio = random.nextInt(300_000);
      Allocation allocation = Allocation.of(demands, budget(target, audio, 9, random.nextInt(3)));
      assertTrue(
          cost(demands, allocation)
              <= Math.max(0, target - audio + target / 100 * Budget.SLACK_PERCENT));
    }
  }

  @Test
  void nobodyGetsWhatIsNotLookedAtAndNobodyMoreThanLastN() {
    for (int i = 0; i < TRIES; i++) {
      List<Demand> demands = room();
      Allocation allocation = Allocation.of(demands, budget(Budget.UNLIMITED, 0, 3, ANY));
      int sent = 0;
      for (int j = 0; j < demands.size(); j++) {
        int choice = allocation.choices().get(j);
        sent += choice == Allocation.PAUSED ? 0 : 1;
        assertFalse(allocation.starved().get(j), "starved on an unlimited path");
        if (choice != Allocation.PAUSED) {
          Demand demand = demands.get(j);
          assertTrue(demand.looked());
          assertTrue(choice == 0 || demand.layers().get(choice).encoding() <= demand.maxEncoding());
        }
      }
      assertTrue(sent <= 3);
    }
  }

  @Test
  void moreRoomNeverTakesAPictureFromTheMostUrgent() {
    for (int i = 0; i < TRIES; i++) {
      List<Demand> demands = room();
      long less = random.nextInt(1_000_000);
      Allocation before = Allocation.of(demands, budget(less, 0, 9, ANY));
      Allocation after =
          Allocation.of(demands, budget(less + random.nextInt(1_000_000), 0, 9, ANY));
      int first = mostUrgent(demands);
      if (first >= 0) {
        boolean had = before.choices().get(first) != Allocation.PAUSED;
        assertTrue(!had || after.choices().get(first) != Allocation.PAUSED);
      }
    }
  }

  private static int mostUrgent(List<Demand> demands) {
    int first = -1;
    for (int i = 0; i < demands.size(); i++) {
      Demand demand = demands.get(i);
      if (demand.looked()
          && !demand.layers().isEmpty()
          && (first < 0 || demand.rank() < demands.get(first).rank())) {
        first = i;
      }
    }
    return first;
  }

  private static Demand simple(int rank, int current) {
    List<Layer> layers = List.of(new Layer(0, 3, 100_000), new Layer(1, 3, 500_000));
    return new Demand(rank, true, 1, layers, current);
  }

  @Test
  void everybodyIsSeenBeforeTheSpeakerIsSeenWell() {
    List<Demand> demands =
        List.of(
            simple(2, Allocation.PAUSED),
            simple(0, Allocation.PAUSED),
            simple(1, Allocation.PAUSED));
    assertEquals(
        List.of(-1, 0, -1), Allocation.of(demands, budget(170_000, 50_000, 9, ANY)).choices());
    assertEquals(
        List.of(0, 0, 0), Allocation.of(demands, budget(400_000, 50_000, 9, ANY)).choices());
    assertEquals(
        List.of(0, 1, 0), Allocation.of(demands, budget(800_000, 50_000, 9, ANY)).choices());
    Allocation starving = Allocation.of(demands, budget(170_000, 50_000, 9, ANY));
    assertEquals(List.of(true, false, true), starving.starved());
    assertEquals(1_550_000, starving.wantedBps());
  }

  @Test
  void theMostUrgentMovesSmoothlyBeforeAnotherIsSeen() {
    List<Layer> layers =
        List.of(new Layer(0, 0, 40_000), new Layer(0, 3, 120_000), new Layer(1, 3, 500_000));
    Demand other = new Demand(1, true, 1, layers, Allocation.PAUSED);
    Demand speaker = new Demand(0, true, 1, layers, Allocation.PAUSED);
    List<Demand> demands = List.of(other, speaker);
    assertEquals(List.of(-1, 1), Allocation.of(demands, budget(200_000, 60_000, 9, ANY)).choices());
    assertEquals(List.of(0, 1), Allocation.of(demands, budget(250_000, 60_000, 9, ANY)).choices());
    assertEquals(List.of(0, 0), Allocation.of(demands, budget(160_000, 60_000, 9, ANY)).choices());
  }

  @Test
  void picturesBecomeBetterOneAtATimeAndTheMostUrgentFirst() {
    List<Demand> demands = List.of(simple(1, Allocation.PAUSED), simple(0, Allocation.PAUSED));
    assertEquals(List.of(-1, 0), Allocation.of(demands, budget(900_000, 0, 9, 1)).choices());
    assertEquals(List.of(-1, -1), Allocation.of(demands, budget(900_000, 0, 9, 0)).choices());
  }

  @Test
  void toRiseNeedsMoreThanToStay() {
    Budget narrow = budget(510_000, 0, 9, ANY);
    assertEquals(List.of(0), Allocation.of(List.of(simple(0, 0)), narrow).choices());
    assertEquals(List.of(1), Allocation.of(List.of(simple(0, 1)), narrow).choices());
    Budget dip = budget(440_000, 0, 9, ANY);
    assertEquals(List.of(1), Allocation.of(List.of(simple(0, 1)), dip).choices());
    Budget queueing = new Budget(440_000, 0, 9, ANY, 0);
    assertEquals(List.of(0), Allocation.of(List.of(simple(0, 1)), queueing).choices());
    Budget less = budget(400_000, 0, 9, ANY);
    assertEquals(List.of(0), Allocation.of(List.of(simple(0, 1)), less).choices());
  }
}
