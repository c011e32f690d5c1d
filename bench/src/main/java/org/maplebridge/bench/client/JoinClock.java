package org.maplebridge.bench.client;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When each step of joining was reached, in nanoseconds of {@link System#nanoTime()}. */
public final class JoinClock {
  /**
   * Steps of joining. Sending and receiving are negotiated side by side, so their order may vary;
   * ICE and DTLS are the receiving connection's.
   */
  public enum Step {
    CLICK,
    TICKET,
    SOCKET,
    WELCOME,
    ADMITTED,
    PUBLISH_ANSWERED,
    RECEIVE_OFFERED,
    RECEIVE_ANSWERED,
    ICE_CONNECTED,
    DTLS_CONNECTED,
    FIRST_FRAME
  }

  private final Map<Step, Long> at = new ConcurrentHashMap<>();

  /** Notes the first time only. */
  public void reach(Step step) {
    at.putIfAbsent(step, System.nanoTime());
  }

  /** Milliseconds from one step to another, where both were reached. */
  public Optional<Double> between(Step from, Step to) {
    Long start = at.get(from);
    Long end = at.get(to);
    return start == null || end == null
        ? Optional.empty()
        : Optional.of((end - start) / 1_000_000.0);
  }

  /** Milliseconds each step took after the one reached before it, in the order of the steps. */
  public Map<Step, Double> steps() {
    List<Map.Entry<Step, Long>> reached =
        at.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    Map<Step, Double> steps = new EnumMap<>(Step.class);
    for (int i = 1; i < reached.size(); i++) {
      long taken = reached.get(i).getValue() - reached.get(i - 1).getValue();
      steps.put(reached.get(i).getKey(), taken / 1_000_000.0);
    }
    return steps;
  }
}
