package org.maplebridge.bridge.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.transport.dtls.DtlsIdentity;

/** Hubs of tests: one loop, one port on the loopback address. */
final class Hubs {

  private Hubs() {}

  /**
   * @param nanoTime the loop's clock
   */
  static LoopTransportHub open(LongSupplier nanoTime) throws IOException {
    SecureRandom random = new SecureRandom();
    return LoopTransportHub.open(
        MediaLoop.start(0, nanoTime),
        new HubSetup(
            DtlsIdentity.generate(random, Instant.now()),
            random,
            List.of(InetAddress.ofLiteral("127.0.0.1")),
            Optional.empty(),
            List.of(),
            new ConcurrentHashMap<>()),
        0);
  }
}
