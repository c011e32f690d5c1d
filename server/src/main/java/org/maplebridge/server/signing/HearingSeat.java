package org.maplebridge.server.signing;

import java.util.List;
import org.maplebridge.signaling.protocol.Role;

/** Where a participant who is no party sat: the papers of that hearing alone are theirs. */
public record HearingSeat(String sittingId, Role role) {
  /** Who signs the transcript between the parties and the clerk, in this order (CPL 150). */
  public static final List<Role> SIGNING =
      List.of(Role.AGENT, Role.WITNESS, Role.EXPERT, Role.INTERPRETER, Role.LAY_JUDGE);
}
