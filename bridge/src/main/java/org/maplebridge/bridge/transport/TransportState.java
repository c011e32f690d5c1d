package org.maplebridge.bridge.transport;

import java.util.Optional;

/**
 * How a connection stands.
 *
 * @param protocol of the path in use
 * @param paths valid now
 * @param sinceHeardNanos since the peer's last authenticated check or media packet
 */
public record TransportState(
    boolean connected, Optional<String> protocol, int paths, long sinceHeardNanos) {}
