package org.maplebridge.server.minutes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseProgress;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.document.PdfACheck;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.server.invitation.SittingDetail;
import org.maplebridge.server.signing.PaperHouse;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Participant;

/** Minutes from the template to the signed file over a real database. */
class MinutesIT {
  @TempDir Path folder;
  private PaperHouse house;
  private CaseSide side;
  private Staff mediator;
  private String sittingId;
  private List<Party> parties;
  private MinutesView minutes;

  @BeforeEach
  void open() throws Exception {
    house = new PaperHouse(folder);
    side = house.side;
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    String caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    parties = side.jdbi.withHandle(handle -> side.store.parties(handle, caseId));
    OffsetDateTime ten = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");
    sittingId =
        side.planning.book(
            mediator,
            new NewSitting(
                caseId,
                SittingKind.MEDIATION,
                ten,
                ten.plusHours(1),
                Optional.empty(),
                mediator.id(),
                parties.stream()
                    .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
                    .toList()));
    minutes = house.minutes.desk().begin(mediator, sittingId);
  }

  @Test
  void templateNamesThePeopleAndBeginningTwiceIsBeginningOnce() {
    assertTrue(minutes.text().text("attendance").contains("申请人：张三丰（通过本人手机收到的链接参加）"));
    assertTrue(minutes.text().text("notices").contains("自愿"));
    assertEquals(minutes.id(), house.minutes.desk().begin(mediator, sittingId).id());
  }

  @Test
  void aPartyWhoEndsTheMediationIsInTheMinutesInOneNeutralSentence() {
    save(1, "双方陈述。");
    var ending =
        new PartyEnding(
            side.jdbi,
            side.sittings,
            Json.mapper(),
            new CaseProgress(side.store, side.story),
            side.audit,
            side.texts,
            side.clock);
    String applicant = side.sittings.find(sittingId).orElseThrow().participants().get(1).id();
    side.jdbi.useHandle(handle -> handle.execute("update dispute set status = 'IN_MEDIATION'"));
    ending.onEvent(
        new RoomListener.RoomEvent(
            RoomListener.Kind.ENDED_BY_PARTY,
            sittingId,
            Optional.of(applicant),
            Optional.empty(),
            true));
    MinutesView after = house.minutes.desk().ofSitting(mediator, sittingId).orElseThrow();
    assertEquals("申请人张三丰于 09:00 表示不再继续调解，本次调解到此结束。", after.text().text("result"));
    assertEquals("双方陈述。", after.text().text("statements"));
    assertEquals("TERMINATED", house.single("select status from dispute"));

    // Minutes that are begun afterwards say so from the first.
    side.jdbi.useHandle(
        handle -> {
          handle.execute("delete from minutes_version");
          handle.execute("delete from minutes");
        });
    MinutesView late = house.minutes.desk().begin(mediator, sittingId);
    assertEquals(after.text().text("result"), late.text().text("result"));
  }

  @Test
  void twoWritersNeverOverwriteEachOther() throws Exception {
    List<Future<Integer>> saves = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String words = "第" + i;
        saves.add(threads.submit(() -> save(1, words)));
      }
    }
    int saved = 0;
    for (Future<Integer> save : saves) {
      try {
        assertEquals(2, save.get());
        saved++;
      } catch (java.util.concurrent.ExecutionException refused) {
        assertEquals("minutes.changed-meanwhile", ((ProblemException) refused.getCause()).id());
      }
    }
    assertEquals(1, saved);
    ProblemException stale = assertThrows(ProblemException.class, () -> save(1, "x"));
    assertEquals(2, stale.members().get("version"));
    assertTrue(String.valueOf(stale.members().get("text")).contains("第"));
    assertEquals(3, save(2, "继续"));
    assertEquals(3, save(3, "继续"), "the same text is no new version");
    side.pass(Duration.ofMinutes(2));
    save(3, "再写");
    assertEquals(
        "1,3,4",
        house.single(
            "select string_agg(version::text, ',' order by version) from minutes_version"));
  }

  @Test
  void partiesReadWhenSharedAskAndAreAnsweredAndSignPageByPage() throws Exception {
    save(1, "甲方要求赔偿3200元。".repeat(120));
    String zhang = linkOf(0);
    assertEquals(List.of(), seenBy(zhang));
    house.minutes.desk().share(mediator, minutes.id(), true);
    PartyMinutes.PartyView view = seenBy(zhang).getFirst();
    assertTrue(view.parts().isPresent());
    String known = minutes.id() + ":2";
    assertEquals(
        Optional.empty(),
        house.minutes.parties().of(zhang, PaperHouse.PHONE, List.of(known)).getFirst().parts());

    house.minutes.desk().ask(zhang, PaperHouse.PHONE, minutes.id(), "金额是3000元");
    refused("minutes.correction-open", 409, () -> openSigning());
    Correction asked = current().corrections().getFirst();
    refused(
        "minutes.bad-answer",
        422,
        () -> house.minutes.desk().answer(mediator, minutes.id(), asked.id(), false, ""));
    house.minutes.desk().answer(mediator, minutes.id(), asked.id(), true, "已改");
    assertEquals(Optional.of("已改"), seenBy(zhang).getFirst().corrections().getFirst().answer());
    assertEquals(List.of(), seenBy(linkOf(1)).getFirst().corrections(), "wishes are one's own");

    MinutesView signing = openSigning();
    refused("minutes.not-writing", 409, () -> save(2, "x"));
    List<String> pages = pages(zhang);
    assertTrue(pages.size() > 1);
    refused("papers.not-proven", 403, () -> sign(zhang, signing, pages));
    parties.forEach(p -> house.papers.seen(mediator, minutes.caseId(), p.id()));
    refused("minutes.pages", 422, () -> sign(zhang, signing, pages.subList(0, 1)));
    sign(zhang, signing, pages);
    house.minutes.signing().refuse(linkOf(1), PaperHouse.PHONE, minutes.id(), "没有写全");
    MinutesView done =
        house
            .minutes
            .signing()
            .signAsStaff(
                mediator, minutes.id(), house.drawn(), signing.sha256().orElseThrow(), pages);
    assertEquals(MinutesRow.State.SIGNED, done.state());
    assertEquals(
        List.of(
            Optional.of(Signature.Decision.SIGNED),
            Optional.of(Signature.Decision.REFUSED),
            Optional.of(Signature.Decision.SIGNED)),
        done.signers().stream().map(MinutesView.SignerState::decision).toList());
    checkFile(house.minutes.files().finished(zhang, PaperHouse.PHONE, minutes.id()), pages.size());
    assertTrue(house.verifications.known(done.fileId().orElseThrow(), "::1").intact());
    assertEquals(Optional.empty(), side.audit.firstBreak());
  }

  private static void checkFile(byte[] pdf, int pages) throws Exception {
    assertEquals(List.of(), PdfACheck.failures(pdf));
    try (var document = Loader.loadPDF(pdf)) {
      assertEquals(pages + 2, document.getNumberOfPages(), "cover, pages, verification");
      var reader = new PDFTextStripper();
      reader.setStartPage(2);
      reader.setEndPage(2);
      String page = reader.getText(document);
      assertTrue(page.contains("调解员当面核验"), page);
      assertTrue(page.contains("拒绝签名：没有写全"), page);
    }
  }

  @Test
  void strangersNeitherWriteNorReadNorSign() {
    Staff stranger = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    refused("minutes.unknown", 404, () -> house.minutes.desk().begin(stranger, sittingId));
    refused("minutes.unknown", 404, () -> house.minutes.desk().ofSitting(stranger, sittingId));
    refused(
        "minutes.unknown",
        404,
        () -> house.minutes.desk().save(stranger, minutes.id(), 1, minutes.text()));
    String zhang = linkOf(0);
    refused(
        "minutes.unknown",
        404,
        () -> house.minutes.desk().ask(zhang, PaperHouse.PHONE, minutes.id(), "x"));
    refused("papers.unknown", 404, () -> seenBy("nobody"));
  }

  @Test
  void whoeverSitsInTheRoomOpensTheirPapersFromIt() {
    String guest =
        side.planning.detail(mediator, sittingId).participants().stream()
            .filter(p -> !p.host())
            .map(SittingDetail.ParticipantEntry::id)
            .findFirst()
            .orElseThrow();
    String url = side.invitations.send(mediator, sittingId, guest).url();
    String code = house.papers.fromRoom(url.substring(url.lastIndexOf('/') + 1), "203.0.113.7");
    assertEquals("张三丰", house.papers.view(code, PaperHouse.PHONE).name());
    refused("join.unknown", 404, () -> house.papers.fromRoom("nothing", "203.0.113.7"));
  }

  @Test
  void aPartyAtAnothersDeviceOpensTheirOwnPapersThere() {
    List<Participant> parties =
        side.sittings.find(sittingId).orElseThrow().participants().stream()
            .filter(p -> !p.host())
            .toList();
    Participant owner = parties.getFirst();
    Participant other = parties.get(1);
    String url = side.invitations.send(mediator, sittingId, owner.id()).url();
    String link = url.substring(url.lastIndexOf('/') + 1);
    refused("papers.no-party", 404, () -> house.papers.fromRoom(link, other.id(), "203.0.113.7"));
    side.sittings.sitTogether(sittingId, other.at(Optional.of(owner.id())));
    String code = house.papers.fromRoom(link, other.id(), "203.0.113.7");
    assertEquals(other.name(), house.papers.view(code, PaperHouse.PHONE).name());
    assertEquals(Optional.empty(), house.papers.view(code, PaperHouse.PHONE).proof());
    side.sittings.sitApart(sittingId, other.id());
    refused("papers.no-party", 404, () -> house.papers.fromRoom(link, other.id(), "203.0.113.7"));
  }

  private int save(int basedOn, String statements) {
    return house
        .minutes
        .desk()
        .save(mediator, minutes.id(), basedOn, minutes.text().with("statements", statements));
  }

  private MinutesView openSigning() {
    return house.minutes.signing().open(mediator, minutes.id());
  }

  private MinutesView current() {
    return house.minutes.desk().ofSitting(mediator, sittingId).orElseThrow();
  }

  private List<PartyMinutes.PartyView> seenBy(String link) {
    return house.minutes.parties().of(link, PaperHouse.PHONE, List.of());
  }

  private List<String> pages(String link) {
    return seenBy(link).getFirst().pages().orElseThrow().stream()
        .map(MinutesDocument.Page::sha256)
        .toList();
  }

  private void sign(String link, MinutesView view, List<String> pages) {
    house
        .minutes
        .signing()
        .signAsParty(
            link,
            PaperHouse.PHONE,
            minutes.id(),
            house.drawn(),
            view.sha256().orElseThrow(),
            pages);
  }

  private String linkOf(int party) {
    house.papers.send(mediator, minutes.caseId(), parties.get(party).id());
    return house.linkTo(parties.get(party).phone());
  }

  private static void refused(String id, int status, Executable call) {
    ProblemException problem = assertThrows(ProblemException.class, call);
    assertEquals(id, problem.id());
    assertEquals(status, problem.status());
  }
}
