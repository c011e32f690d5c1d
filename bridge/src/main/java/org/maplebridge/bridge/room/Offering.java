package org.maplebridge.bridge.room;

import java.util.Optional;
import org.maplebridge.bridge.api.SourceInfo;

/** What the receivers on one loop can subscribe, and what is urgent of it. Loop only. */
sealed interface Offering permits Router, Annex {

  Optional<? extends SubscribableSource> find(String sourceId);

  /** How urgent a picture is, see {@link Urgency#rank}. */
  int rank(SourceInfo source);
}
