package org.maplebridge.bridge.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.BridgeException;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.transport.dtls.DtlsIdentity;
import org.maplebridge.bridge.transport.udp.LocalAddresses;

/** All media connections of one loop, over the one UDP port it owns. */
public interface TransportHub extends AutoCloseable {

  /**
   * Starts the loops of a bridge, each with its port. All show one certificate, made now.
   *
   * @throws BridgeException {@code bridge.port-unavailable} when an address or port cannot be bound
   */
  static List<TransportHub> openAll(BridgeConfig config) {
    int loops = config.loops() == 0 ? Runtime.getRuntime().availableProcessors() : config.loops();
    SecureRandom random = new SecureRandom();
    DtlsIdentity identity = DtlsIdentity.generate(random, Instant.now());
    List<TransportHub> hubs = new ArrayList<>();
    try {
      List<InetAddress> addresses = LocalAddresses.resolve(config.bindAddresses());
      for (int i = 0; i < loops; i++) {
        int port = config.firstUdpPort() == 0 ? 0 : config.firstUdpPort() + i;
        MediaLoop loop = MediaLoop.start(i, System::nanoTime);
        try {
          hubs.add(
              UdpTransportHub.open(
                  loop, identity, random, addresses, port, config.announcedAddress()));
        } catch (IOException e) {
          loop.close();
          throw e;
        }
      }
      return List.copyOf(hubs);
    } catch (IOException e) {
      hubs.forEach(TransportHub::close);
      throw new BridgeException("bridge.port-unavailable", String.valueOf(e.getMessage()));
    }
  }

  /** The loop every connection of this hub lives on. */
  MediaLoop loop();

  /** The UDP port connections of this loop are reached at. */
  int port();

  /**
   * Makes a connection that waits for the peer. It closes itself with {@code CONNECT_TIMEOUT} when
   * the peer does not come up in time. Loop only.
   *
   * @param id the endpoint it belongs to, for logs
   */
  Transport create(String id, TransportListener listener);

  /** What happened on this port, by reason. Any thread. */
  TransportCounters counters();

  /** Closes the connections, the port and the loop. Any thread but the loop's. Idempotent. */
  @Override
  void close();
}
