package org.maplebridge.bridge.transport.tcp;

import java.util.Optional;

/** Finds the loop of a new connection. Called by the acceptor's thread. */
@FunctionalInterface
public interface Steering {

  /** Whose connection it is by its first frame; empty for a stranger's. */
  Optional<TcpStreams> streamsOf(byte[] firstFrame);
}
