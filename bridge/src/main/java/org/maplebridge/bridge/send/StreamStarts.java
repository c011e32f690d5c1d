package org.maplebridge.bridge.send;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Where the streams of a connection start: at random (RFC 3550 section 5.1), but right behind an
 * earlier stream with the same SSRC. The receiver takes both for one, and the keys of the
 * connection are the same: a number used twice would break the cipher (RFC 7714 section 8.4).
 */
public final class StreamStarts {

  /** Well below a wrap: a receiver that loses the first packets could not tell the cycle. */
  private static final int RANDOM_BOUND = 1 << 15;

  private static final long FIRST_CYCLE = 1L << 16;

  private final RandomGenerator random;
  private final Map<Integer, StreamPosition> ended = new HashMap<>();

  public StreamStarts(RandomGenerator random) {
    this.random = random;
  }

  /** Where a stream starts. */
  StreamPosition of(int ssrc) {
    StreamPosition continued = ended.get(ssrc);
    return continued != null
        ? continued
        : StreamPosition.first(
            FIRST_CYCLE + random.nextInt(RANDOM_BOUND), random.nextLong(1L << 32));
  }

  /** Notes how far a stream came. */
  void ended(int ssrc, StreamPosition position) {
    ended.put(ssrc, position);
  }
}
