package org.maplebridge.server.boot;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.CaseDetail;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.NewCase;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.cases.PartySide;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * The cases of a demonstration, made by the same desks that make real ones: on an empty server all
 * of them, later the one sitting that runs now, so that there is always a room to walk into.
 */
final class DemoCases {

  private final CaseSide desks;
  private final Staff mediator;
  private final ObjectMapper json;
  private final InstantSource clock;

  DemoCases(CaseSide desks, Staff mediator, ObjectMapper json, InstantSource clock) {
    this.desks = desks;
    this.mediator = mediator;
    this.json = json;
    this.clock = clock;
  }

  void ensure() throws IOException {
    var known = desks.cases().list(mediator, Optional.empty(), Optional.empty(), 1, 200);
    if (known.total() == 0) {
      for (Demo demo : read()) {
        make(demo);
      }
    } else if (nothingRuns()) {
      Demo first = read().getFirst();
      known.items().stream()
          .filter(item -> item.title().equals(first.wanted().title()))
          .findFirst()
          .ifPresent(item -> book(item.id(), first.sittings().getFirst()));
    }
  }

  private void make(Demo demo) {
    String id = desks.cases().register(mediator, demo.wanted());
    if (demo.accepted()) {
      desks.cases().apply(mediator, id, CaseEvent.ACCEPT, "");
    }
    if (demo.numbered()) {
      desks.numbers().assignMediation(mediator, id);
    }
    demo.sittings().forEach(sitting -> book(id, sitting));
  }

  private void book(String caseId, DemoSitting wanted) {
    CaseDetail detail = desks.cases().detail(mediator, caseId, Locale.SIMPLIFIED_CHINESE);
    OffsetDateTime from = now().plusMinutes(wanted.fromMinutes()).truncatedTo(ChronoUnit.MINUTES);
    String sittingId =
        desks
            .sittings()
            .book(
                mediator,
                new NewSitting(
                    caseId,
                    SittingKind.MEDIATION,
                    from,
                    from.plusMinutes(wanted.minutes()),
                    Optional.of(wanted.place()),
                    mediator.id(),
                    detail.parties().stream().map(DemoCases::seat).toList()));
    if (wanted.invite()) {
      invite(sittingId);
    }
  }

  private void invite(String sittingId) {
    desks.sittings().detail(mediator, sittingId).participants().stream()
        .filter(participant -> !participant.host())
        .forEach(participant -> desks.invitations().send(mediator, sittingId, participant.id()));
  }

  private boolean nothingRuns() {
    return desks.sittings().between(mediator, now(), now().plusMinutes(1), true).isEmpty();
  }

  private OffsetDateTime now() {
    return clock.instant().atZone(District.ZONE).toOffsetDateTime();
  }

  private static NewSitting.Seat seat(Party party) {
    return NewSitting.Seat.party(
        party.id(), party.side() == PartySide.APPLICANT ? Role.APPLICANT : Role.RESPONDENT);
  }

  private List<Demo> read() throws IOException {
    try (var stream = DemoCases.class.getResourceAsStream("/demo/cases.json")) {
      return json.readValue(Objects.requireNonNull(stream), new TypeReference<List<Demo>>() {});
    }
  }

  /** A case as the file tells it. */
  record Demo(
      @com.fasterxml.jackson.annotation.JsonProperty("case") NewCase wanted,
      boolean accepted,
      boolean numbered,
      List<DemoSitting> sittings) {}

  /** A sitting, from so many minutes after now. */
  record DemoSitting(int fromMinutes, int minutes, String place, boolean invite) {}
}
