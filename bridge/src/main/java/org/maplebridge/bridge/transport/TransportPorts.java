package org.maplebridge.bridge.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.BridgeException;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.transport.dtls.DtlsIdentity;
import org.maplebridge.bridge.transport.ice.StunRequest;
import org.maplebridge.bridge.transport.tcp.TcpPort;
import org.maplebridge.bridge.transport.tcp.TcpStreams;
import org.maplebridge.bridge.transport.udp.LocalAddresses;

/**
 * Every port of a bridge: a UDP port per loop, and the TCP ports all loops share. All show one
 * certificate, made at the start.
 */
public final class TransportPorts implements AutoCloseable {

  private final TcpPort tcp;
  private final List<TransportHub> hubs;

  private TransportPorts(TcpPort tcp, List<TransportHub> hubs) {
    this.tcp = tcp;
    this.hubs = List.copyOf(hubs);
  }

  /**
   * Starts the loops of a bridge, each with its port.
   *
   * @throws BridgeException {@code bridge.port-unavailable} when an address or port cannot be bound
   */
  public static TransportPorts open(BridgeConfig config) {
    try {
      List<InetAddress> addresses = LocalAddresses.resolve(config.bindAddresses());
      ConcurrentMap<String, LoopTransportHub> homes = new ConcurrentHashMap<>();
      List<Integer> wanted =
          config.tcpPorts().isEmpty() ? List.of(config.firstUdpPort()) : config.tcpPorts();
      TcpPort tcp = TcpPort.open(addresses, wanted, frame -> streamsOf(frame, homes));
      return new TransportPorts(tcp, openHubs(config, addresses, tcp, homes));
    } catch (IOException e) {
      throw new BridgeException("bridge.port-unavailable", String.valueOf(e.getMessage()));
    }
  }

  private static List<TransportHub> openHubs(
      BridgeConfig config,
      List<InetAddress> addresses,
      TcpPort tcp,
      ConcurrentMap<String, LoopTransportHub> homes)
      throws IOException {
    int loops = config.loops() == 0 ? Runtime.getRuntime().availableProcessors() : config.loops();
    SecureRandom random = new SecureRandom();
    HubSetup setup =
        new HubSetup(
            DtlsIdentity.generate(random, Instant.now()),
            random,
            addresses,
            config.announcedAddress(),
            tcp.ports(),
            homes);
    List<TransportHub> hubs = new ArrayList<>();
    try {
      for (int i = 0; i < loops; i++) {
        int port = config.firstUdpPort() == 0 ? 0 : config.firstUdpPort() + i;
        hubs.add(openHub(MediaLoop.start(i, System::nanoTime), setup, port));
      }
      return hubs;
    } catch (IOException e) {
      hubs.forEach(TransportHub::close);
      tcp.close();
      throw e;
    }
  }

  private static TransportHub openHub(MediaLoop loop, HubSetup setup, int port) throws IOException {
    try {
      return LoopTransportHub.open(loop, setup, port);
    } catch (IOException e) {
      loop.close();
      throw e;
    }
  }

  /** A check names the connection it is for, and the connection its loop. */
  private static Optional<TcpStreams> streamsOf(byte[] frame, Map<String, LoopTransportHub> homes) {
    return StunRequest.parse(frame, frame.length)
        .flatMap(StunRequest::localUfrag)
        .map(homes::get)
        .map(LoopTransportHub::streams);
  }

  /** One per loop. */
  public List<TransportHub> hubs() {
    return hubs;
  }

  /** What happened at the shared ports, by Prometheus name. Any thread. */
  public Map<String, Long> counters() {
    return Map.of(
        "bridge_transport_tcp_accepted_total", tcp.accepted(),
        "bridge_transport_tcp_refused_total", tcp.refused());
  }

  /** Stops accepting, then closes the hubs. Any thread but a loop's. Idempotent. */
  @Override
  public void close() {
    tcp.close();
    hubs.forEach(TransportHub::close);
  }
}
