package org.maplebridge.signaling.ice;

import java.util.List;
import org.maplebridge.signaling.protocol.IceServer;

/** Says which ICE servers a participant may use. Any thread. */
@FunctionalInterface
public interface IceServers {

  /** Those for one participant, with credentials that are theirs alone. */
  List<IceServer> forParticipant(String participantId);

  /** No servers: every participant reaches the bridge directly. */
  static IceServers none() {
    return participantId -> List.of();
  }
}
