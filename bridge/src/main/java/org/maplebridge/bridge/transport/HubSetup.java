package org.maplebridge.bridge.transport;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.maplebridge.bridge.transport.dtls.DtlsIdentity;

/**
 * What the hubs of a bridge have in common.
 *
 * @param identity the certificate they show
 * @param addresses local addresses of their UDP ports
 * @param announced the public address of 1:1 NAT
 * @param tcpPorts where TCP connections for any of them are accepted
 * @param homes the hub of each of our user name fragments; written by the hubs' loops, read by the
 *     acceptor
 */
record HubSetup(
    DtlsIdentity identity,
    SecureRandom random,
    List<InetAddress> addresses,
    Optional<String> announced,
    List<Integer> tcpPorts,
    ConcurrentMap<String, LoopTransportHub> homes) {

  HubSetup {
    addresses = List.copyOf(addresses);
    tcpPorts = List.copyOf(tcpPorts);
  }
}
