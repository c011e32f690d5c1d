package org.maplebridge.bridge.api;

import java.util.List;
import java.util.Optional;

/**
 * What a bridge is started with.
 *
 * @param bindAddresses literal addresses to listen on; empty for every usable local one
 * @param firstUdpPort port of the first loop, the next loops take the next ports; 0 for free ones
 * @param loops number of event loops; 0 for one per core
 * @param spreadPermille how busy a loop may be, in thousandths of a core, before new receivers of
 *     its rooms go to other loops; 0 to spread every room from its first receiver on, above 1000
 *     never to
 * @param tcpPorts where ICE-TCP (RFC 6544) is accepted, for all loops, such as 443; empty for the
 *     number of the first UDP port
 * @param announcedAddress the public address of a server behind 1:1 NAT
 */
public record BridgeConfig(
    List<String> bindAddresses,
    int firstUdpPort,
    int loops,
    int spreadPermille,
    List<Integer> tcpPorts,
    Optional<String> announcedAddress) {

  /** Room for the receivers that are there, should more people speak. */
  public static final int SPREAD_PERMILLE = 600;

  public BridgeConfig {
    bindAddresses = List.copyOf(bindAddresses);
    tcpPorts = List.copyOf(tcpPorts);
  }

  /** Every local address, a free port per loop, one loop per core. */
  public static BridgeConfig defaults() {
    return new BridgeConfig(List.of(), 0, 0, SPREAD_PERMILLE, List.of(), Optional.empty());
  }
}
