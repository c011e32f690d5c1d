package org.maplebridge.bench.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bench.process.DemoServer;

/** The short run of {@code bench network}: what a villager's phone must survive. */
class NetworkIT {
  private static final long SEED = 20_261_125;

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path data;

  @Test
  void soundIsHeardThroughLossAndPicturesComeBackAfterABlackout() throws Exception {
    try (DemoServer server = DemoServer.start(data, 0, List.of())) {
      NetworkBench bench = NetworkBench.book(server.freeMediator());

      NetworkResult lossy = bench.run(both(LinkProfile.clean().withLoss(0.1), 6), SEED);
      assertTrue(lossy.audioConcealedRatio() < 0.03, lossy.toString());
      assertEquals(2, lossy.pictures(), lossy.toString());

      LinkProfile dark =
          LinkProfile.clean().withBlackout(Duration.ofMillis(500), Duration.ofMillis(2500));
      NetworkResult back = bench.run(both(dark, 30), SEED);
      assertNotNull(back.recoverySeconds());
      assertTrue(Double.isFinite(back.recoverySeconds()), back.toString());
    }
  }

  private static Impairment both(LinkProfile each, int seconds) {
    return new Impairment("short", 2, each, each, seconds, false, false);
  }
}
