package org.maplebridge.server.dossier;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlaybackKeyTest {
  private static final Instant UNTIL = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void addressIsGoodForItsRecordingPartAndTimeOnly() {
    PlaybackKey key = new PlaybackKey(new SecureRandom().generateSeed(32));
    String path = key.path("NJ-1_a", "copy", UNTIL);
    String signature = path.substring(path.indexOf("signature=") + 10);
    assertTrue(path.startsWith("/api/viewing/NJ-1_a/copy?expires=1800000000&"));
    assertTrue(key.signed("NJ-1_a", "copy", 1_800_000_000, signature));
    assertFalse(key.signed("NJ-1_a", "copy", 1_800_000_001, signature));
    assertFalse(key.signed("NJ-1_b", "copy", 1_800_000_000, signature));
    assertFalse(key.signed("NJ-1_a", "people/x", 1_800_000_000, signature));
    assertFalse(key.signed("NJ-1_a", "copy", 1_800_000_000, ""));
    PlaybackKey other = new PlaybackKey(new SecureRandom().generateSeed(32));
    assertFalse(other.signed("NJ-1_a", "copy", 1_800_000_000, signature));
  }

  @Test
  void weakKeyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PlaybackKey(new byte[31]));
  }
}
