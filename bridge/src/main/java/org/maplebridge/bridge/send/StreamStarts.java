package org.maplebridge.bridge.send;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Where the sequence numbers of a connection's streams start: at random (RFC 3550 section 5.1), but
 * behind the last one of an earlier stream with the same SSRC. The keys of the connection are the
 * same, and a number used twice would break the cipher (RFC 7714 section 8.4).
 */
public final class StreamStarts {

  /** Well below a wrap: a receiver that loses the first packets could not tell the cycle. */
  private static final int RANDOM_BOUND = 1 << 15;

  private static final long FIRST_CYCLE = 1L << 16;

  private final RandomGenerator random;
  private final Map<Integer, Long> next = new HashMap<>();

  public StreamStarts(RandomGenerator random) {
    this.random = random;
  }

  /** The first number of a stream, extended: at least 2^16. */
  long sequence(int ssrc) {
    Long continued = next.get(ssrc);
    return continued != null ? continued : FIRST_CYCLE + random.nextInt(RANDOM_BOUND);
  }

  /** A random time stamp. */
  long timestamp() {
    return random.nextLong(1L << 32);
  }

  /** Notes the number behind the last of a stream. */
  void ended(int ssrc, long nextSequence) {
    next.put(ssrc, nextSequence);
  }
}
