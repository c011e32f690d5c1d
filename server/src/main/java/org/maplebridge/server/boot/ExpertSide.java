package org.maplebridge.server.boot;

import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.expert.ExpertDesk;
import org.maplebridge.server.expert.ExpertRoster;
import org.maplebridge.server.expert.ExpertRoutes;
import org.maplebridge.server.http.Api;
import org.maplebridge.signaling.schedule.Schedule;

/** The expert panel, and calling one of them into a sitting. */
record ExpertSide(ExpertRoster roster, ExpertDesk desk) {

  static ExpertSide build(Basics basics, Rooms rooms, CaseSide cases, DocumentDesk documents) {
    var jdbi = basics.jdbi();
    return new ExpertSide(
        new ExpertRoster(jdbi, basics.audit(), basics.ids(), basics.clock()),
        new ExpertDesk(
            jdbi,
            cases.sittings(),
            rooms.sittings(),
            new Schedule(jdbi, rooms.sittings()),
            documents,
            basics.outbox(),
            rooms.story(),
            basics.audit(),
            basics.texts(),
            basics.centre(),
            basics.ids(),
            basics.clock()));
  }

  void declare(Api api) {
    new ExpertRoutes(roster, desk).declare(api);
  }
}
