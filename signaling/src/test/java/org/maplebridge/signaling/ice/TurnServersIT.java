package org.maplebridge.signaling.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.signaling.protocol.IceServer;

/** Our credentials at coturn. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TurnServersIT {
  private static final String SECRET = "a secret of two servers";

  /** Both ends of its client heard each other. */
  private static final String RELAYED = "tot_recv_msgs=2";

  @TempDir Path folder;

  @Test
  void coturnRelaysForOurCredentialsOverTcpAndTlsUntilTheyExpire() throws Exception {
    try (Coturn coturn = new Coturn(folder, SECRET)) {
      IceServer fresh = issue(InstantSource.system());
      assertTrue(ask(coturn, List.of(), fresh).contains(RELAYED), "over TCP");
      assertTrue(ask(coturn, List.of("-S"), fresh).contains(RELAYED), "over TLS");

      IceServer old = issue(() -> Instant.now().minus(Duration.ofHours(13)));
      assertFalse(ask(coturn, List.of(), old).contains(RELAYED), "expired");
      String forged = fresh.credential().orElseThrow().substring(1) + "A";
      assertFalse(
          coturn.client(List.of(), fresh.username().orElseThrow(), forged).contains(RELAYED),
          "forged");
    }
  }

  @Test
  void theUserNameTellsUntilWhenAndWhose() {
    IceServer server = issue(() -> Instant.ofEpochSecond(1_000_000));
    assertEquals("1043200:anna", server.username().orElseThrow());
    assertTrue(IceServers.none().forParticipant("anna").isEmpty());
  }

  private static String ask(Coturn coturn, List<String> options, IceServer server)
      throws Exception {
    return coturn.client(
        options, server.username().orElseThrow(), server.credential().orElseThrow());
  }

  private static IceServer issue(InstantSource clock) {
    TurnConfig config =
        new TurnConfig(List.of("turn:localhost?transport=tcp"), SECRET, Duration.ofHours(12));
    return TurnServers.of(config, clock).forParticipant("anna").getFirst();
  }
}
