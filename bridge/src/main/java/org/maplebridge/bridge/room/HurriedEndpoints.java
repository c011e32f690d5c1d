package org.maplebridge.bridge.room;

import java.util.ArrayList;
import java.util.List;

/** The endpoints of a room for whom something waits. Loop only. */
final class HurriedEndpoints {

  private List<Endpoint> next = new ArrayList<>();
  private List<Endpoint> current = new ArrayList<>();

  /** Looks at an endpoint at the next tick. */
  void add(Endpoint endpoint) {
    if (!endpoint.isHurried()) {
      endpoint.hurried(true);
      next.add(endpoint);
    }
  }

  /** Looks at one now, and at the next tick again if something waits. */
  void look(Endpoint endpoint, long now) {
    if (endpoint.tick(now)) {
      add(endpoint);
    }
  }

  /** Looks at those added since the last tick. */
  void tick(long now) {
    List<Endpoint> due = next;
    next = current;
    current = due;
    for (int i = 0; i < due.size(); i++) {
      Endpoint endpoint = due.get(i);
      endpoint.hurried(false);
      look(endpoint, now);
    }
    due.clear();
  }
}
