package org.maplebridge.signaling.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OriginCheckTest {
  private final OriginCheck check = new OriginCheck(Set.of("https://partner.example"));

  private boolean passes(String origin, String host) {
    return check.passes(Optional.of(origin), Optional.of(host));
  }

  @Test
  void passesItsOwnPagesAndTheConfiguredOnes() {
    assertTrue(passes("https://maple.example", "maple.example"));
    assertTrue(passes("http://127.0.0.1:8080", "127.0.0.1:8080"));
    assertTrue(passes("https://partner.example", "maple.example"));
    assertTrue(check.passes(Optional.empty(), Optional.of("maple.example")));
  }

  @Test
  void refusesTheOthers() {
    assertFalse(passes("https://evil.example", "maple.example"));
    assertFalse(passes("https://maple.example.evil.example", "maple.example"));
    assertFalse(passes("http://127.0.0.1:9090", "127.0.0.1:8080"));
    assertFalse(passes("null", "maple.example"));
    assertFalse(passes("::::", "maple.example"));
    assertFalse(check.passes(Optional.of("https://maple.example"), Optional.empty()));
  }

  @Test
  void rateLimitLetsABurstThroughAndThenTheRate() {
    AtomicLong nanos = new AtomicLong();
    RateLimit limit = new RateLimit(nanos::get);
    for (int i = 0; i < RateLimit.BURST; i++) {
      assertTrue(limit.take());
    }
    assertFalse(limit.take());
    nanos.addAndGet(1_000_000_000L);
    for (int i = 0; i < RateLimit.PER_SECOND; i++) {
      assertTrue(limit.take());
    }
    assertFalse(limit.take());
  }
}
