package org.maplebridge.bridge.transport.ice;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.HostCandidate;

/** The candidates of an ICE-lite agent: host candidates only (RFC 8445 section 5.2). */
public final class HostCandidates {

  private static final int UDP_TYPE = 126;

  /** Below every UDP candidate, even a relayed peer's (RFC 6544 section 4.2). */
  private static final int TCP_TYPE = 90;

  /** Direction preference of a passive host candidate (RFC 6544 section 4.2). */
  private static final int PASSIVE = 4;

  private static final int MAX_OTHER_PREFERENCE = (1 << 13) - 1;
  private static final int MAX_UDP_PREFERENCE = 65_535;
  private static final int COMPONENT = 1;

  private HostCandidates() {}

  /**
   * A UDP candidate per address in the order given, then the TCP ones.
   *
   * @param announced the public address of 1:1 NAT, put before the local ones, which stay for peers
   *     on the same network
   */
  public static List<HostCandidate> of(
      List<InetAddress> addresses,
      Optional<String> announced,
      int udpPort,
      List<Integer> tcpPorts) {
    List<String> literals = new ArrayList<>();
    announced.ifPresent(literals::add);
    addresses.stream()
        .map(HostCandidates::literal)
        .filter(literal -> !literals.contains(literal))
        .forEach(literals::add);
    List<HostCandidate> candidates = new ArrayList<>();
    for (String literal : literals) {
      int preference = MAX_UDP_PREFERENCE - candidates.size();
      candidates.add(candidate(candidates, "udp", UDP_TYPE, preference, literal, udpPort));
    }
    int firstTcp = candidates.size();
    for (int port : tcpPorts) {
      for (String literal : literals) {
        int other = MAX_OTHER_PREFERENCE - (candidates.size() - firstTcp);
        int preference = (PASSIVE << 13) | other;
        candidates.add(candidate(candidates, "tcp", TCP_TYPE, preference, literal, port));
      }
    }
    return List.copyOf(candidates);
  }

  /** Without the zone, which means something on this machine only (RFC 4007 section 11). */
  private static String literal(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  private static HostCandidate candidate(
      List<HostCandidate> before,
      String protocol,
      int type,
      int localPreference,
      String literal,
      int port) {
    // RFC 8445 section 5.1.2.1
    long priority = ((long) type << 24) | ((long) localPreference << 8) | (256 - COMPONENT);
    String foundation = String.valueOf(before.size() + 1);
    return new HostCandidate(foundation, protocol, priority, literal, port);
  }
}
