package org.maplebridge.bridge.api;

/**
 * A host candidate (RFC 8839 section 5.1), component 1.
 *
 * @param foundation same for candidates of the same base
 * @param protocol {@code udp}, or {@code tcp} for a passive one (RFC 6544)
 * @param priority RFC 8445 section 5.1.2.1
 * @param address literal IPv4 or IPv6 address, or the announced one behind 1:1 NAT
 * @param port 1 to 65535
 */
public record HostCandidate(
    String foundation, String protocol, long priority, String address, int port) {}
