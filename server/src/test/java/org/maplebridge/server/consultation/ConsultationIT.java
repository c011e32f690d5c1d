package org.maplebridge.server.consultation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.maplebridge.server.consultation.CounsellingHouse.ADDRESS;
import static org.maplebridge.server.consultation.CounsellingHouse.PHONE;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.consultation.booking.BookingDesk;
import org.maplebridge.server.consultation.booking.NewRequest;
import org.maplebridge.server.consultation.booking.WorkingHours;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.server.signing.DrawnSignature;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.SittingState;

class ConsultationIT {
  private final CounsellingHouse house = new CounsellingHouse();
  private final CaseSide side = house.side;

  @Test
  void aClientBooksByAliasAndProvenPhone() {
    assertEquals(29, house.bookings.offer().slots().size());
    String code = house.bookings.ask(CounsellingHouse.adult("小雨", PHONE), ADDRESS);
    refused("consultation.not-proven", () -> house.bookings.book(code, ADDRESS, house.choice(0)));
    refused("papers.code-wrong", () -> house.bookings.prove(code, ADDRESS, "0000000"));
    house.bookings.prove(code, ADDRESS, house.digitsTo(PHONE));
    BookingDesk.Choice chosen = house.choice(5);
    String url = house.bookings.book(code, ADDRESS, chosen);

    var view = side.joins.view(CounsellingHouse.codeOf(url), ADDRESS, Locale.SIMPLIFIED_CHINESE);
    assertEquals("小雨", view.participantName());
    assertEquals("周心语", view.hostName());
    assertEquals("XL-2026-000001", view.caseNumber());
    assertEquals(Duration.ofMinutes(50), Duration.between(view.startsAt(), view.endsAt()));
    // The slot is gone, and with its ten minutes for notes nothing else is.
    List<OffsetDateTime> left =
        house.bookings.offer().slots().stream().map(BookingDesk.Offer.Slot::startsAt).toList();
    assertEquals(28, left.size());
    assertFalse(left.contains(chosen.startsAt()));
    assertEquals(
        "01:00:00",
        house.single("select upper(during) - lower(during) from sitting_claim limit 1"));
    // One confirmation now, reminders a day and ten minutes before; none tells who or what for.
    List<String> messages = house.messages(PHONE).stream().filter(m -> m.contains("/j/")).toList();
    assertEquals(3, messages.size());
    messages.forEach(m -> assertFalse(m.contains("小雨") || m.contains("心理"), m));
    assertEquals(
        "2",
        house.single(
            "select count(*) from outbox o join sitting s on o.next_attempt_at in"
                + " (s.starts_at - interval '1 day', s.starts_at - interval '10 minutes')"));
    refused("consultation.unknown", () -> house.bookings.book(code, ADDRESS, house.choice(0)));
  }

  @Test
  void oneSlotIsBookedOnceWhoeverRaces() throws Exception {
    BookingDesk.Choice wanted = house.choice(0);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      codes.add(house.proven(CounsellingHouse.adult("来访者" + i, "199000001%02d".formatted(i))));
    }
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> races = new ArrayList<>();
      for (String code : codes) {
        races.add(threads.submit(() -> outcome(() -> house.bookings.book(code, ADDRESS, wanted))));
      }
      for (Future<String> race : races) {
        String outcome = race.get();
        assertTrue(Set.of("booked", "consultation.slot-taken").contains(outcome), outcome);
        won += outcome.equals("booked") ? 1 : 0;
      }
    }
    assertEquals(1, won);
    assertEquals("1", house.single("select count(*) from counselling.session"));
  }

  @Test
  void anAppointmentIsMovedAndCancelledByItsClient() {
    String code = house.booked(CounsellingHouse.adult("小雨", PHONE));
    String old = house.sittingOf(code);
    String moved =
        CounsellingHouse.codeOf(
            house.bookings.change(code, ADDRESS, house.bookings.others(code, ADDRESS).get(1)));
    assertEquals(SittingState.CANCELLED, side.sittings.find(old).orElseThrow().state());
    refused("join.closed", () -> house.bookings.cancel(code, ADDRESS));
    house.bookings.cancel(moved, ADDRESS);
    assertEquals(29, house.bookings.offer().slots().size());
    // No reminder of what does not take place.
    assertEquals("0", house.single("select count(*) from outbox where body like '%提醒%'"));
    assertTrue(house.messages(PHONE).getLast().contains("已取消"));
  }

  @Test
  void itsCounsellorCancelsAndTheClientIsTold() {
    String code = house.booked(CounsellingHouse.adult("小雨", PHONE));
    String sitting = house.sittingOf(code);
    Staff admin = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
    refused(
        "consultation.counsellor-only", () -> house.bookings.cancelByCounsellor(admin, sitting));
    house.bookings.cancelByCounsellor(house.counsellor, sitting);
    assertTrue(house.messages(PHONE).getLast().contains("已取消"));
    assertEquals(List.of(), house.sessions.list(house.counsellor));
  }

  @Test
  void nobodyBooksBeyondMeasure() {
    house.booked(CounsellingHouse.adult("小雨", PHONE));
    house.booked(CounsellingHouse.adult("小雨", PHONE));
    refused("consultation.too-many", () -> house.booked(CounsellingHouse.adult("小雨", PHONE)));
    refused(
        "consultation.bad-phone",
        () -> house.bookings.ask(CounsellingHouse.adult("小雨", "12345"), ADDRESS));
    refused(
        "consultation.bad-alias",
        () -> house.bookings.ask(CounsellingHouse.adult(" ", PHONE), ADDRESS));
    refused(
        "consultation.bad-guardian",
        () ->
            house.bookings.ask(
                new NewRequest("小雨", PHONE, AgeBand.YOUTH, Optional.empty()), ADDRESS));
    refused(
        "consultation.bad-hours",
        () ->
            house.hours.publish(
                house.counsellor,
                List.of(new WorkingHours(1, 540, 720), new WorkingHours(1, 700, 800))));
  }

  @Test
  void nobodysPhoneIsFloodedWithCodes() {
    NewRequest wanted = CounsellingHouse.adult("小雨", PHONE);
    for (int i = 0; i < 5; i++) {
      house.bookings.ask(wanted, "198.51.100." + i);
    }
    refused("papers.code-often", () -> house.bookings.ask(wanted, "198.51.100.9"));
    for (int i = 0; i < 20; i++) {
      house.bookings.ask(CounsellingHouse.adult("路人", "199000002%02d".formatted(i)), ADDRESS);
    }
    refused(
        "join.too-many",
        () -> house.bookings.ask(CounsellingHouse.adult("路人", "19900000299"), ADDRESS));
    side.pass(Duration.ofDays(2));
    house.bookings.ask(wanted, ADDRESS);
    assertEquals("1", house.single("select count(*) from counselling.request"));
    assertEquals("1", house.single("select count(*) from counselling.sealed"));
  }

  @Test
  void itBeginsWhenBothHaveSaidWhereTheyAreAndTheClientHasSigned() {
    String code = house.booked(CounsellingHouse.adult("小雨", PHONE));
    String sitting = house.sittingOf(code);
    assertEquals(
        Set.of(
            Hindrance.PLACE_UNKNOWN,
            Hindrance.CONTACT_UNKNOWN,
            Hindrance.SHEET_UNSIGNED,
            Hindrance.RECORDING_UNSIGNED),
        Set.copyOf(house.preparations.view(code, ADDRESS).missing()));
    refused(
        "signing.other-document",
        () -> house.preparations.signSheet(code, ADDRESS, drawn("0".repeat(64))));
    var view = house.preparations.prepare(code, ADDRESS, here());
    view = house.preparations.signSheet(code, ADDRESS, drawn(view.sheet().sha256()));
    assertEquals(List.of(Hindrance.RECORDING_UNSIGNED), view.missing());
    assertTrue(view.sheet().text().contains("保密的例外"));
    var detail = house.sessions.detail(house.counsellor, sitting);
    assertEquals(Optional.of("安富街道家中"), detail.place());
    assertEquals(List.of(Hindrance.PLACE_UNKNOWN), detail.counsellorMissing());
    house.sessions.place(house.counsellor, sitting, "中心 3 楼咨询室");
    assertTrue(house.sessions.list(house.counsellor).getFirst().ready());
    // What was said, drawn and given lies nowhere readable.
    for (String word : List.of("安富街道家中", "姐姐", "13800009999", PHONE)) {
      assertUnreadable(word);
    }
    refused("DELETE", () -> side.jdbi.useHandle(h -> h.execute("delete from counselling.sheet")));
  }

  @Test
  void aRecordingNeedsAnotherSignatureEachTimeItsConsentWasTakenBack() {
    String code = house.booked(CounsellingHouse.adult("小雨", PHONE));
    String sha = house.preparations.view(code, ADDRESS).recording().sha256();
    var signed = house.preparations.signRecording(code, ADDRESS, drawn(sha));
    assertFalse(signed.missing().contains(Hindrance.RECORDING_UNSIGNED));
    var guest = side.joins.guest(code, ADDRESS);
    house.sessions.onEvent(
        new RoomListener.RoomEvent(
            RoomListener.Kind.CONSENT_WITHDRAWN,
            guest.sittingId(),
            Optional.of(guest.participantId()),
            Optional.empty(),
            true));
    var after = house.preparations.view(code, ADDRESS);
    assertTrue(after.missing().contains(Hindrance.RECORDING_UNSIGNED));
  }

  @Test
  void aMinorBeginsWhenAGuardianHasSigned() {
    String guardian = "19900000099";
    NewRequest minor =
        new NewRequest(
            "小星", PHONE, AgeBand.CHILD, Optional.of(new NewRequest.Guardian("王母", guardian)));
    String code = house.booked(minor);
    assertTrue(
        house
            .preparations
            .view(code, ADDRESS)
            .missing()
            .contains(Hindrance.GUARDIAN_CONSENT_MISSING));
    String link = house.messages(guardian).getLast().replaceFirst("(?s).*/g/([\\w-]+).*", "$1");
    var asked = house.guardians.view(link, ADDRESS);
    assertEquals("王母", asked.name());
    assertFalse(asked.sheet().text().contains("小星"));
    refused(
        "consultation.not-proven",
        () -> house.guardians.sign(link, ADDRESS, drawn(asked.sheet().sha256())));
    house.guardians.sendCode(link, ADDRESS);
    house.guardians.prove(link, ADDRESS, house.digitsTo(guardian));
    house.guardians.sign(link, ADDRESS, drawn(asked.sheet().sha256()));
    assertFalse(
        house
            .preparations
            .view(code, ADDRESS)
            .missing()
            .contains(Hindrance.GUARDIAN_CONSENT_MISSING));
    assertUnreadable("王母");
  }

  @Test
  void whoSaysToBeAMinorIsOneAndStaysOne() {
    house.booked(CounsellingHouse.adult("小雨", PHONE));
    var guardian = Optional.of(new NewRequest.Guardian("王母", "19900000099"));
    String minor = house.booked(new NewRequest("小星", PHONE, AgeBand.YOUTH, guardian));
    assertTrue(house.preparations.view(minor, ADDRESS).minor());
    house.bookings.cancel(minor, ADDRESS);
    String again = house.booked(CounsellingHouse.adult("小星", PHONE));
    assertTrue(
        house
            .preparations
            .view(again, ADDRESS)
            .missing()
            .contains(Hindrance.GUARDIAN_CONSENT_MISSING));
  }

  @Test
  void notesAreForTheirCounsellorAloneAndLieNowhereReadable() {
    String sitting = house.sittingOf(house.booked(CounsellingHouse.adult("小雨", PHONE)));
    String text = "来访者提到失眠两周，与家人争吵。";
    house.notes.write(house.counsellor, sitting, 0, text);
    refused(
        "consultation.notes-changed",
        () -> house.notes.write(house.counsellor, sitting, 0, "另一个窗口"));
    house.notes.write(house.counsellor, sitting, 1, text + "约定下周。");
    assertEquals(text, house.notes.read(house.counsellor, sitting).getLast().text());
    assertUnreadable("失眠");

    Staff admin = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
    Staff chief = side.staff("钱值班", StaffRole.DUTY_CHIEF, CaseSide.DISTRICT);
    Staff colleague = side.staff("吴静", StaffRole.COUNSELLOR, CaseSide.DISTRICT);
    for (Staff other : List.of(admin, chief, colleague)) {
      refused("consultation.counsellor-only", () -> house.notes.read(other, sitting));
      refused("consultation.counsellor-only", () -> house.sessions.detail(other, sitting));
      assertEquals(Optional.empty(), side.list.find(other, sitting));
    }
    assertEquals(
        "6",
        house.single(
            "select count(*) from audit_log where outcome = 'REFUSED' and object = '"
                + sitting
                + "' and purpose = 'consultation.counsellor-only'"));
    assertEquals(2, house.notes.rotateKey(house.counsellor));
    assertEquals(text, house.notes.read(house.counsellor, sitting).getLast().text());
    refused("consultation.not-over", () -> house.sessions.close(house.counsellor, sitting));
    side.jdbi.useHandle(
        h ->
            h.execute(
                "insert into room_chat (id, sitting_id, participant_id, name, at, line)"
                    + " values ('1', ?, 'p', '小雨', now(), '我睡不着')",
                sitting));
    side.sittings.move(sitting, SittingState.ENDED);
    assertEquals("0", house.single("select count(*) from room_chat"));
    assertTrue(house.sessions.close(house.counsellor, sitting).closedAt().isPresent());
  }

  @Test
  void nobodyCounselsAndMediatesTheSamePerson() {
    Staff both = house.counsellor;
    house.booked(CounsellingHouse.adult("小雨", "19900000001"));
    Staff mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    String dispute = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    refused("consultation.dual-role", () -> side.planning.book(mediator, wanted(dispute, both)));
    String sitting = side.planning.book(mediator, wanted(dispute, mediator));
    // And the other way round: who mediates is not booked as the counsellor of a party.
    side.jdbi.useHandle(
        h ->
            h.execute(
                "update sitting_participant set person_id = ? where sitting_id = ? and host",
                both.id(),
                sitting));
    refused(
        "consultation.dual-role", () -> house.booked(CounsellingHouse.adult("小雪", "19900000002")));
    refused(
        "schedule.self-booked",
        () -> side.planning.book(mediator, wanted(dispute, both, SittingKind.CONSULTATION)));
  }

  private NewSitting wanted(String dispute, Staff host) {
    return wanted(dispute, host, SittingKind.MEDIATION);
  }

  private NewSitting wanted(String dispute, Staff host, SittingKind kind) {
    var from = house.slot(0).plusDays(20);
    Staff reader = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
    var seats =
        side.cases.detail(reader, dispute, Locale.SIMPLIFIED_CHINESE).parties().stream()
            .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
            .toList();
    return new NewSitting(
        dispute, kind, from, from.plusHours(1), Optional.empty(), host.id(), seats);
  }

  private static org.maplebridge.server.consultation.preparation.PreparationDesk.Whereabouts
      here() {
    return new org.maplebridge.server.consultation.preparation.PreparationDesk.Whereabouts(
        "安富街道家中", "姐姐", "13800009999");
  }

  private static org.maplebridge.server.consultation.preparation.Drawn drawn(String sha256) {
    var strokes =
        List.of(
            new DrawnSignature.Stroke(
                java.util.stream.IntStream.range(0, 30)
                    .mapToObj(i -> new DrawnSignature.Point(100 + i * 20, 200 + i % 7, i * 15))
                    .toList()));
    return new org.maplebridge.server.consultation.preparation.Drawn(
        new DrawnSignature(strokes), sha256);
  }

  /** Looks through every column of every table of counselling, bytes too. */
  private void assertUnreadable(String word) {
    List<String> tables =
        side.jdbi.withHandle(
            h ->
                h.createQuery(
                        "select table_name from information_schema.tables"
                            + " where table_schema = 'counselling'")
                    .mapTo(String.class)
                    .list());
    String hex =
        java.util.HexFormat.of().formatHex(word.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (String table : tables) {
      assertEquals(
          "0",
          house.single(
              "select count(*) from counselling."
                  + table
                  + " t where t::text like '%"
                  + word
                  + "%' or t::text like '%"
                  + hex
                  + "%'"),
          table);
    }
  }

  private static String outcome(Executable call) {
    try {
      call.execute();
      return "booked";
    } catch (ProblemException refused) {
      return refused.id();
    } catch (Throwable failed) {
      return failed.toString();
    }
  }

  private static void refused(String id, Executable call) {
    RuntimeException refusal = assertThrows(RuntimeException.class, call);
    if (refusal instanceof ProblemException problem) {
      assertEquals(id, problem.id());
    } else {
      assertEquals("DELETE", id);
      assertTrue(String.valueOf(refusal.getMessage()).contains("neither changed nor removed"));
    }
  }
}
