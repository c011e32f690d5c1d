package org.maplebridge.server.expert;

import java.time.Duration;

/**
 * How experts are called.
 *
 * @param ring how long one expert is rung before the next
 */
public record ExpertConfig(Duration ring) {

  public ExpertConfig {
    if (!ring.isPositive()) {
      throw new IllegalArgumentException("an expert is rung for some time");
    }
  }

  public static ExpertConfig defaults() {
    return new ExpertConfig(Duration.ofMinutes(15));
  }
}
