package org.maplebridge.bridge.transport.ice;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.HostCandidate;

/** The candidates of an ICE-lite agent: host candidates only (RFC 8445 section 5.2). */
public final class HostCandidates {

  private static final int HOST_TYPE_PREFERENCE = 126;
  private static final int COMPONENT = 1;

  private HostCandidates() {}

  /**
   * One candidate per address, in the order given.
   *
   * @param announced the public address of 1:1 NAT, put before the local ones, which stay for peers
   *     on the same network
   */
  public static List<HostCandidate> of(
      List<InetAddress> addresses, Optional<String> announced, int port) {
    List<String> literals = new ArrayList<>();
    announced.ifPresent(literals::add);
    addresses.stream()
        .map(InetAddress::getHostAddress)
        .filter(literal -> !literals.contains(literal))
        .forEach(literals::add);
    List<HostCandidate> candidates = new ArrayList<>();
    for (String literal : literals) {
      int rank = candidates.size();
      candidates.add(
          new HostCandidate(String.valueOf(rank + 1), "udp", priority(rank), literal, port));
    }
    return List.copyOf(candidates);
  }

  /** RFC 8445 section 5.1.2.1. */
  private static long priority(int rank) {
    int localPreference = 65_535 - rank;
    return ((long) HOST_TYPE_PREFERENCE << 24) | ((long) localPreference << 8) | (256 - COMPONENT);
  }
}
