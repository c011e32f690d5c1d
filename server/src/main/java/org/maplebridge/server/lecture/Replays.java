package org.maplebridge.server.lecture;

import java.util.Optional;
import org.maplebridge.server.dossier.Viewing;

/** Where recordings are watched. */
public interface Replays {

  /** The recording of a sitting, once it can be watched. */
  Optional<Viewing.Replay> ofSitting(String sittingId);
}
