package org.maplebridge.server.boot;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.Category;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.expert.Expert;
import org.maplebridge.server.expert.ExpertCategory;
import org.maplebridge.server.expert.ExpertDesk;
import org.maplebridge.server.expert.ExpertRoster;
import org.maplebridge.server.expert.ExpertRoutes;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.identity.Accounts;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.schedule.Schedule;

/** The expert panel, and calling one of them into a sitting. */
record ExpertSide(ExpertRoster roster, ExpertDesk desk) {
  private static final int DEMO_DAYS = 7;

  static ExpertSide build(Basics basics, Rooms rooms, CaseSide cases, DocumentDesk documents) {
    var jdbi = basics.jdbi();
    return new ExpertSide(
        new ExpertRoster(jdbi, basics.audit(), basics.ids(), basics.clock()),
        new ExpertDesk(
            jdbi,
            basics.config().experts(),
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

  /** Puts the demonstration's experts on duty for a week, whatever the dispute, where nobody is. */
  void ensureDemo(CaseSide cases, Accounts accounts, InstantSource clock) {
    Staff chief = accounts.find("chief").orElseThrow();
    if (roster.all(chief).stream().anyMatch(Expert::onDuty)) {
      return;
    }
    List<String> everything =
        cases.cases().categories(Locale.SIMPLIFIED_CHINESE).stream().map(Category::code).toList();
    OffsetDateTime today =
        clock.instant().atZone(District.ZONE).truncatedTo(ChronoUnit.DAYS).toOffsetDateTime();
    for (String username : List.of("expert", "expert2")) {
      String id = accounts.find(username).orElseThrow().id();
      roster.put(
          chief,
          new ExpertRoster.Entry(
              id, ExpertCategory.LEAD_LAWYER, everything, "19900000031", "执业十五年，擅长侵权与合同。"));
      for (int day = 0; day < DEMO_DAYS; day++) {
        roster.addShift(
            chief, id, new ExpertRoster.NewShift(today.plusDays(day), today.plusDays(day + 1L)));
      }
    }
  }

  void declare(Api api) {
    new ExpertRoutes(roster, desk).declare(api);
  }
}
