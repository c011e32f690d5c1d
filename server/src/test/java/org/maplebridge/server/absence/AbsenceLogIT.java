package org.maplebridge.server.absence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.absence.Absence.Cause;
import org.maplebridge.server.absence.Absence.What;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.dossier.CaseChronicle;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener.Kind;
import org.maplebridge.signaling.room.RoomListener.RoomEvent;

class AbsenceLogIT {
  private final CaseSide side = new CaseSide();
  private final Staff mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
  private final Staff other = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.ANFU);
  private final AbsenceLog log = new AbsenceLog(side.jdbi, side.audit, side.clock);
  private String sitting = "";
  private String applicant = "";

  @BeforeEach
  void book() {
    String caseId = side.cases.register(mediator, CaseSide.dispute("邻里噪音", CaseSide.ANFU));
    var parties =
        side.cases.detail(mediator, caseId, Locale.SIMPLIFIED_CHINESE).parties().stream()
            .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
            .toList();
    OffsetDateTime start = side.clock.instant().atOffset(ZoneOffset.UTC).plusHours(1);
    sitting =
        side.planning.book(
            mediator,
            new NewSitting(
                caseId,
                SittingKind.MEDIATION,
                start,
                start.plusHours(1),
                Optional.empty(),
                mediator.id(),
                parties));
    applicant =
        side.planning.detail(mediator, sitting).participants().stream()
            .filter(p -> !p.host())
            .findFirst()
            .orElseThrow()
            .id();
  }

  /** What was measured is what is kept, with its beginning and its end. */
  @Test
  void eachCauseIsKeptAsItWasMeasured() {
    happens(Kind.JOINED, "");
    happens(Kind.DROPPED, "network");
    happens(Kind.DROPPED, "network");
    happens(Kind.JOINED, "");
    happens(Kind.DROPPED, "closed-page");
    happens(Kind.JOINED, "");
    happens(Kind.MEDIA_LOST, "");
    happens(Kind.DEVICE_LOST, "CAMERA");
    happens(Kind.DEVICE_BACK, "CAMERA");
    happens(Kind.MEDIA_BACK, "");
    happens(Kind.LEFT, "");

    List<Absence> kept = log.of(mediator, sitting);
    assertEquals(
        List.of(What.CONNECTION, What.CONNECTION, What.MEDIA, What.CAMERA, What.CONNECTION),
        kept.stream().map(Absence::what).toList());
    assertEquals(
        List.of(Cause.NETWORK, Cause.CLOSED_PAGE, Cause.NETWORK, Cause.DEVICE, Cause.LEFT),
        kept.stream().map(Absence::cause).toList());
    assertEquals(
        Optional.of(Duration.ofMinutes(2)),
        kept.getFirst().until().map(until -> Duration.between(kept.getFirst().from(), until)));
    assertTrue(kept.getLast().until().isEmpty());
  }

  @Test
  void whoNeverCameInWasNeverGone() {
    happens(Kind.KNOCKED, "");
    happens(Kind.DROPPED, "network");
    assertEquals(List.of(), log.of(mediator, sitting));
  }

  @Test
  void onlyWhoLeadsTheSittingMayAsk() {
    assertEquals(sitting, side.planning.hosted(mediator, sitting).id());
    assertThrows(ProblemException.class, () -> side.planning.hosted(other, sitting));
  }

  /** As the room tells it: the audit log first, a minute apart. */
  private void happens(Kind kind, String word) {
    RoomEvent event =
        new RoomEvent(
            kind,
            sitting,
            Optional.of(applicant),
            Optional.of(word).filter(w -> !w.isEmpty()),
            true);
    new CaseChronicle(side.jdbi, side.sittings, side.story, side.audit).onEvent(event);
    log.onEvent(event);
    side.pass(Duration.ofMinutes(1));
  }
}
