package org.maplebridge.server.invitation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maplebridge.server.http.ProblemException;

/**
 * Slows down whoever guesses codes: after {@value #MOST_MISSES} misses within 10 minutes an address
 * waits. Remembers {@value #MOST_ADDRESSES} addresses and forgets the one longest unseen. A code
 * has 128 bits, so this protects the database more than the code. Any thread.
 */
public final class GuessLimiter {
  private static final int MOST_MISSES = 20;
  private static final int MOST_ADDRESSES = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<String, Misses> byAddress = new LinkedHashMap<>(16, 0.75f, true);

  public GuessLimiter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @throws ProblemException {@code join.too-many}, 429
   */
  public synchronized void check(String address) {
    Misses misses = byAddress.get(network(address));
    if (misses != null && misses.count >= MOST_MISSES && !misses.isOver(clock.instant())) {
      throw new ProblemException("join.too-many", 429);
    }
  }

  /** A code was asked for that does not exist. */
  public synchronized void missed(String address) {
    Instant now = clock.instant();
    byAddress.merge(
        network(address),
        new Misses(now, 1),
        (before, one) -> before.isOver(now) ? one : new Misses(before.since, before.count + 1));
    if (byAddress.size() > MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }

  /** One household or host has a whole /64 of IPv6 addresses. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    String[] groups = address.split(":", -1);
    return String.join(":", Arrays.copyOf(groups, Math.min(4, groups.length)));
  }

  private record Misses(Instant since, int count) {

    boolean isOver(Instant now) {
      return now.isAfter(since.plus(WINDOW));
    }
  }
}
