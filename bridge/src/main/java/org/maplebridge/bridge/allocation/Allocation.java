package org.maplebridge.bridge.allocation;

import java.util.Arrays;
import java.util.List;

/**
 * Divides what a path carries. A pure function in five phases: reserve for sound, prioritize, give
 * each a picture, let them move, improve.
 *
 * @param choices per demand, in the order given: an index into its layers, or {@link #PAUSED}
 * @param starved per demand: whether it is paused for want of bits, not for want of interest
 * @param wantedBps what everything the receiver looks at would cost, sound included
 */
public record Allocation(List<Integer> choices, List<Boolean> starved, long wantedBps) {

  /** No picture. */
  public static final int PAUSED = -1;

  /**
   * A picture becomes better only with this much to spare: a layer that comes and goes is worse
   * than one that stays away. In 1/100.
   */
  static final int SPARE_PERCENT = 110;

  /** Pictures that move smoothly before any becomes larger: as many as a conversation has. */
  static final int SMOOTH = 4;

  public Allocation {
    choices = List.copyOf(choices);
    starved = List.copyOf(starved);
  }

  /** Decides anew; what is sent now is in the demands. */
  public static Allocation of(List<Demand> demands, Budget budget) {
    Purse purse = new Purse(budget);
    int[] order = prioritize(demands, budget.pictures());
    int[] choices = new int[demands.size()];
    Arrays.fill(choices, PAUSED);
    giveEachAPicture(demands, order, choices, purse);
    letThemMove(demands, order, choices, purse);
    improve(demands, order, choices, purse);
    return result(demands, order, choices, budget.audioBps());
  }

  /** Phase 1, reserve: sound is sent whatever happens, and pictures share the rest. */
  private static final class Purse {
    private final boolean unlimited;
    private long left;
    private long slack;
    private int rises;

    Purse(Budget budget) {
      unlimited = budget.targetBps() == Budget.UNLIMITED;
      left = unlimited ? 0 : budget.targetBps() - budget.audioBps();
      slack = unlimited ? 0 : budget.targetBps() / 100 * budget.slackPercent();
      rises = budget.rises();
    }

    /** Pays for going from what a demand was given to another layer of it, if there is enough. */
    boolean pay(Demand demand, int layer, long cost) {
      boolean better = layer > demand.current();
      boolean rise = better && demand.needsKeyFrame(layer);
      if (rise && rises == 0) {
        return false;
      }
      if (!unlimited && cost > 0) {
        boolean enough = better ? cost * SPARE_PERCENT / 100 <= left : cost <= left + slack;
        if (!enough) {
          return false;
        }
        left -= cost;
      }
      rises -= rise ? 1 : 0;
      return true;
    }
  }

  /** Phase 2: what is looked at, most urgent first, at most so many. */
  private static int[] prioritize(List<Demand> demands, int pictures) {
    int[] order = new int[demands.size()];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      if (demands.get(i).looked() && !demands.get(i).layers().isEmpty()) {
        insert(order, count++, i, demands);
      }
    }
    return Arrays.copyOf(order, Math.min(count, pictures));
  }

  /** Keeps the order by rank, and that of the demands where ranks are equal. */
  private static void insert(int[] order, int count, int added, List<Demand> demands) {
    int at = count;
    while (at > 0 && demands.get(order[at - 1]).rank() > demands.get(added).rank()) {
      order[at] = order[at - 1];
      at--;
    }
    order[at] = added;
  }

  /**
   * Phase 3: a base layer of the smallest encoding for each, as far as the bits go; but first the
   * most urgent moves as smoothly as it can, since one good picture tells more than five that
   * stutter.
   */
  private static void giveEachAPicture(
      List<Demand> demands, int[] order, int[] choices, Purse purse) {
    for (int i : order) {
      Demand demand = demands.get(i);
      int layer = i == order[0] ? smoothest(demand) : 0;
      while (layer >= 0 && !purse.pay(demand, layer, demand.layers().get(layer).bps())) {
        layer--;
      }
      choices[i] = layer < 0 ? PAUSED : layer;
    }
  }

  /** Phase 4: the next most urgent move smoothly too, before any becomes larger. */
  private static void letThemMove(List<Demand> demands, int[] order, int[] choices, Purse purse) {
    for (int i : Arrays.copyOf(order, Math.min(order.length, SMOOTH))) {
      raise(demands.get(i), i, smoothest(demands.get(i)), choices, purse);
    }
  }

  /** The smallest encoding there is, with every temporal layer. */
  private static int smoothest(Demand demand) {
    int layer = 0;
    while (!isWhole(demand, layer)) {
      layer++;
    }
    return layer;
  }

  /** Whether a layer has every temporal layer of its encoding. */
  private static boolean isWhole(Demand demand, int layer) {
    return layer + 1 == demand.layers().size()
        || demand.layers().get(layer + 1).encoding() != demand.layers().get(layer).encoding();
  }

  /** Phase 5: the most urgent gets all it can use, then the next. */
  private static void improve(List<Demand> demands, int[] order, int[] choices, Purse purse) {
    for (int i : order) {
      raise(demands.get(i), i, demands.get(i).layers().size() - 1, choices, purse);
    }
  }

  /** Gives a picture that is sent the best layer up to one, if any better can be paid. */
  private static void raise(Demand demand, int i, int best, int[] choices, Purse purse) {
    if (choices[i] == PAUSED) {
      return;
    }
    long spent = demand.layers().get(choices[i]).bps();
    int layer = best;
    while (layer > choices[i] && !isImprovement(demand, layer, spent, purse)) {
      layer--;
    }
    choices[i] = Math.max(choices[i], layer);
  }

  /**
   * A larger picture begins with all its temporal layers; with less it is only kept, since to go
   * back would cost a key frame.
   */
  private static boolean isImprovement(Demand demand, int layer, long spent, Purse purse) {
    Layer better = demand.layers().get(layer);
    boolean smallest = better.encoding() == demand.layers().getFirst().encoding();
    return better.encoding() <= demand.maxEncoding()
        && (isWhole(demand, layer) || smallest || !demand.needsKeyFrame(layer))
        && purse.pay(demand, layer, better.bps() - spent);
  }

  private static Allocation result(
      List<Demand> demands, int[] order, int[] choices, long audioBps) {
    Integer[] chosen = new Integer[choices.length];
    Boolean[] starved = new Boolean[choices.length];
    for (int i = 0; i < choices.length; i++) {
      chosen[i] = choices[i];
      starved[i] = false;
    }
    long wanted = audioBps;
    for (int i : order) {
      starved[i] = choices[i] == PAUSED;
      wanted += best(demands.get(i));
    }
    return new Allocation(List.of(chosen), List.of(starved), wanted);
  }

  private static long best(Demand demand) {
    long best = 0;
    for (Layer layer : demand.layers()) {
      best = layer.encoding() <= demand.maxEncoding() ? Math.max(best, layer.bps()) : best;
    }
    return best;
  }
}
