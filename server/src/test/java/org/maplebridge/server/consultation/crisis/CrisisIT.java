package org.maplebridge.server.consultation.crisis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.consultation.CounsellingHouse;
import org.maplebridge.server.consultation.preparation.PreparationDesk;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.room.RoomListener;

class CrisisIT {
  private final CounsellingHouse house = new CounsellingHouse();
  private final CaseSide side = house.side;
  private final CrisisDesk crises =
      new CrisisDesk(
          side.jdbi, house.store, house.sessions, side.vault, side.audit, side.ids, side.clock);
  private final DisclosureDesk disclosures =
      new DisclosureDesk(
          side.jdbi, house.store, house.sessions, side.vault, side.audit, side.ids, side.clock);
  private final Staff chief = side.staff("钱值班", StaffRole.DUTY_CHIEF, CaseSide.DISTRICT);
  private final Staff admin = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
  private String sitting = "";

  @BeforeEach
  void book() {
    String code = house.booked(CounsellingHouse.adult("小雨", CounsellingHouse.PHONE));
    sitting = house.sittingOf(code);
    house.preparations.prepare(
        code,
        CounsellingHouse.ADDRESS,
        new PreparationDesk.Whereabouts("安富街道家中", "姐姐", "13800009999"));
  }

  @Test
  void aLevelStartsItsClockAndOthersSeeANumberOnly() {
    assertEquals(Optional.empty(), crises.of(house.counsellor, sitting));
    level(CrisisLevel.L1);
    assertEquals(List.of(Duty.SAFETY_PLAN, Duty.SUPERVISOR_KNOWS), duties());
    side.pass(Duration.ofMinutes(3));
    level(CrisisLevel.L2);
    CrisisDesk.Crisis seen = crises.list(chief).getFirst();
    assertEquals("XL-2026-000001", seen.number());
    assertFalse(seen.toString().contains("小雨"));
    // What L1 asked for keeps its time; what L2 asks for besides begins now.
    assertEquals(
        Map.of(
            Duty.SAFETY_PLAN, 27L,
            Duty.SUPERVISOR_KNOWS, 24 * 60L - 3,
            Duty.CHIEF_ANSWERS, 5L,
            Duty.CONTACT_CALLED, 10L),
        seen.steps().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    CrisisDesk.Crisis.Step::duty,
                    s ->
                        Duration.between(side.clock.instant(), s.dueAt().toInstant())
                            .toMinutes())));
    refused("consultation.not-on-duty", () -> crises.list(admin));
    refused("consultation.counsellor-only", () -> crises.of(chief, sitting));
  }

  @Test
  void somebodyElseAnswersAndSomebodyElseLooksBack() {
    level(CrisisLevel.L2);
    String id = crises.list(chief).getFirst().id();
    refused("crisis.another-person", () -> crises.done(house.counsellor, id, Duty.CHIEF_ANSWERS));
    crises.done(chief, id, Duty.CHIEF_ANSWERS);
    crises.done(house.counsellor, id, Duty.CONTACT_CALLED);
    assertEquals(
        List.of(Duty.SAFETY_PLAN, Duty.SUPERVISOR_KNOWS),
        crises.list(chief).getFirst().steps().stream()
            .filter(s -> s.doneAt().isEmpty())
            .map(CrisisDesk.Crisis.Step::duty)
            .toList());
    refused("crisis.not-over", () -> crises.review(chief, id, "处置及时"));
    level(CrisisLevel.L3);
    refused("crisis.still", () -> crises.end(house.counsellor, sitting, "已交接"));
    level(CrisisLevel.L0);
    crises.end(house.counsellor, sitting, "已与姐姐交接，约定明日复访");
    refused("crisis.another-person", () -> crises.review(house.counsellor, id, "自己看"));
    crises.review(chief, id, "处置及时");
    assertEquals(List.of(), crises.list(chief));
    assertEquals(
        "crisis.level,crisis.step,crisis.step,crisis.level,crisis.end,crisis.review",
        house.single(
            "select string_agg(action, ',' order by seq) from audit_log"
                + " where action like 'crisis.%' and outcome = 'ALLOWED'"));
    assertEquals(
        "0", house.single("select count(*) from counselling.crisis x where x::text like '%姐姐%'"));
  }

  @Test
  void aDisclosureTakesTwoPersonsAndTellsNoMoreThanWasAskedFor() {
    var wish =
        new DisclosureDesk.Wish(Ground.DANGER, List.of(Item.CONTACT), "安富街道派出所", "来访者说有具体计划");
    refused("consultation.counsellor-only", () -> disclosures.ask(chief, sitting, wish));
    disclosures.ask(house.counsellor, sitting, wish);
    String id = disclosures.waiting(chief).getFirst().id();
    refused("disclosure.two-persons", () -> disclosures.decide(house.counsellor, id, true));
    refused("consultation.not-on-duty", () -> disclosures.decide(admin, id, true));
    Disclosed told = disclosures.decide(chief, id, true).orElseThrow();
    assertEquals(Map.of(Item.CONTACT, "姐姐 13800009999"), told.items());
    refused("disclosure.decided", () -> disclosures.decide(chief, id, false));
    assertEquals(List.of(), disclosures.waiting(chief));
    // The database itself holds it to two persons.
    assertThrows(
        RuntimeException.class,
        () ->
            side.jdbi.useHandle(
                h -> h.execute("update counselling.disclosure set decided_by = asked_by")));
  }

  @Test
  void theGlassIsBrokenInImminentDangerOnlyAndLookedAtByAnother() {
    var wish =
        new DisclosureDesk.Wish(Ground.DANGER, List.of(Item.PLACE, Item.PHONE), "120 急救中心", "正在实施");
    level(CrisisLevel.L2);
    refused("disclosure.not-imminent", () -> disclosures.breakGlass(chief, sitting, wish));
    level(CrisisLevel.L3);
    refused("consultation.not-on-duty", () -> disclosures.breakGlass(admin, sitting, wish));
    Disclosed told = disclosures.breakGlass(chief, sitting, wish);
    assertEquals("安富街道家中", told.items().get(Item.PLACE));
    assertEquals(CounsellingHouse.PHONE, told.items().get(Item.PHONE));
    DisclosureDesk.Entry waiting = disclosures.waiting(chief).getFirst();
    assertTrue(waiting.breakGlass() && waiting.mine());
    assertEquals(
        Duration.ofHours(24),
        Duration.between(side.clock.instant(), waiting.reviewDueAt().orElseThrow().toInstant()));
    refused("disclosure.two-persons", () -> disclosures.review(chief, waiting.id(), true, "合理"));
    disclosures.review(house.counsellor, waiting.id(), true, "生命危险，合理");
    assertEquals(List.of(), disclosures.waiting(chief));
    assertEquals(
        "1",
        house.single(
            "select count(*) from audit_log where action = 'disclosure.break-glass'"
                + " and purpose = 'DANGER [PLACE, PHONE]'"));
  }

  private List<Duty> duties() {
    return crises.of(house.counsellor, sitting).orElseThrow().steps().stream()
        .map(CrisisDesk.Crisis.Step::duty)
        .toList();
  }

  /** As the room does: the level is written down, then told. */
  private void level(CrisisLevel level) {
    side.jdbi.useHandle(
        h ->
            h.execute(
                "insert into room_procedure (sitting_id, procedure) values (?, ?::jsonb)"
                    + " on conflict (sitting_id) do update set procedure = excluded.procedure",
                sitting,
                "{\"crisis\": \"" + level + "\"}"));
    crises.onEvent(
        new RoomListener.RoomEvent(
            RoomListener.Kind.STEP_TAKEN,
            sitting,
            Optional.empty(),
            Optional.of("set-crisis"),
            true));
  }

  private static void refused(String id, Executable call) {
    ProblemException problem = assertThrows(ProblemException.class, call);
    assertEquals(id, problem.id());
  }
}
