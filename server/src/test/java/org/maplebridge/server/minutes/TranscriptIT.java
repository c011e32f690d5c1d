package org.maplebridge.server.minutes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.MediaBridge;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.document.PdfACheck;
import org.maplebridge.server.dossier.EmptyRoom;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.server.signing.PaperHouse;
import org.maplebridge.server.signing.Published;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;

/** A transcript from its template to the signed file, over a real database and a real recording. */
class TranscriptIT {
  private static final String REASON = "对第二段记录有异议";

  @TempDir Path folder;
  private RecordingService recorder;
  private Bridge bridge;
  private PaperHouse house;
  private CaseSide side;
  private Staff judge;
  private Staff clerk;
  private String sittingId;
  private List<Party> parties;
  private MinutesView transcript;

  @BeforeEach
  void open() throws Exception {
    bridge = MediaBridge.start(BridgeConfig.defaults());
    house = new PaperHouse(folder, id -> recorder.sealed(id));
    side = house.side;
    recorder =
        new RecordingService(
            folder.resolve("recordings"),
            0,
            SealingKey.generate(Scheme.ED25519),
            Optional.empty(),
            side.clock,
            System::nanoTime,
            1);
    Staff mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    judge = side.staff("周审判", StaffRole.JUDGE, CaseSide.DISTRICT);
    clerk = side.staff("吴书记", StaffRole.COURT_CLERK, CaseSide.DISTRICT);
    String caseId = side.cases.register(mediator, CaseSide.dispute("民间借贷", CaseSide.ANFU));
    side.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into case_number (key, case_id, family, display, raw, role, bound_at, bound_by)
                values ('court', ?, 'COURT', '（2026）川0503民初1号', '', 'LINKED', now(), '')
                """,
                caseId));
    parties = side.jdbi.withHandle(handle -> side.store.parties(handle, caseId));
    OffsetDateTime ten = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");
    sittingId =
        side.planning.book(
            judge,
            new NewSitting(
                caseId,
                SittingKind.HEARING,
                ten,
                ten.plusHours(1),
                Optional.of("510503001-2"),
                judge.id(),
                List.of(
                    NewSitting.Seat.staff(clerk.id(), Role.CLERK),
                    NewSitting.Seat.party(parties.get(0).id(), Role.PLAINTIFF),
                    NewSitting.Seat.party(parties.get(1).id(), Role.DEFENDANT),
                    guest("孙律师", Role.AGENT),
                    guest("邓证人", Role.WITNESS),
                    guest("邱证人", Role.WITNESS),
                    guest("郝翻译", Role.INTERPRETER),
                    guest("何陪审", Role.LAY_JUDGE),
                    guest("吕陪审", Role.LAY_JUDGE),
                    guest("冯旁听", Role.OBSERVER))));
    transcript = house.minutes.desk().begin(clerk, sittingId);
  }

  @AfterEach
  void close() {
    recorder.close();
    bridge.close();
  }

  @Test
  void theClerkWritesPartiesReadAtOnceAndNobodyElseWrites() {
    assertEquals(MinutesForm.TRANSCRIPT, transcript.form());
    assertTrue(transcript.text().text("attendance").contains("书记员：吴书记（账号登录）"));
    refused("minutes.unknown", () -> house.minutes.desk().begin(stranger(), sittingId));
    refused("case.not-permitted", () -> house.minutes.desk().begin(judge, sittingId));
    Staff other = side.staff("郑书记", StaffRole.COURT_CLERK, CaseSide.DISTRICT);
    refused("minutes.not-clerk", () -> save(other, 1, "x"));
    assertEquals(2, save(clerk, 1, "10:05:12 原告张三丰：借款三万元。"));
    assertEquals(
        Optional.of("10:05:12 原告张三丰：借款三万元。"),
        seenBy(linkOf(0)).parts().orElseThrow().stream()
            .filter(part -> part.where().equals("statements"))
            .map(MinutesText.Part::text)
            .findFirst());
    MinutesText form = transcript.text().with("consensus", "不是庭审笔录的段落");
    refused("minutes.bad-parts", () -> house.minutes.desk().save(clerk, transcript.id(), 2, form));
    assertEquals(2, house.minutes.desk().ofSitting(judge, sittingId).orElseThrow().version());
  }

  @Test
  void theCourtSignsLastTheRecordingsValueIsSignedAndAChangedByteIsDetected() throws Exception {
    save(clerk, 1, "10:05:12 原告张三丰：借款三万元，有借条为证。\n".repeat(60));
    String plaintiff = linkOf(0);
    house.minutes.desk().ask(plaintiff, PaperHouse.PHONE, transcript.id(), "金额是两万元");
    refused("minutes.correction-open", this::openSigning);
    Correction asked =
        house.minutes.desk().ofSitting(clerk, sittingId).orElseThrow().corrections().getFirst();
    house.minutes.desk().answer(clerk, transcript.id(), asked.id(), false, "与录音一致，记录在案");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SealedRecording sealed = record(threads);
      MinutesView signing = openSigning();
      MinutesDocument.Page last = house.minutes.files().pages(judge, transcript.id()).getLast();
      String words = String.join("", last.lines());
      assertTrue(words.contains(sealed.manifestSha256()), words);
      assertTrue(words.contains(sealed.manifestSm3()), words);

      List<String> pages =
          house.minutes.files().pages(clerk, transcript.id()).stream()
              .map(MinutesDocument.Page::sha256)
              .toList();
      refused("minutes.sign-last", () -> signAsStaff(clerk, signing, pages));
      house.papers.seen(clerk, transcript.caseId(), parties.get(0).id());
      house
          .minutes
          .signing()
          .signAsParty(
              plaintiff,
              PaperHouse.PHONE,
              transcript.id(),
              house.drawn(),
              signing.sha256().orElseThrow(),
              pages);
      house.minutes.signing().noteRefusal(clerk, transcript.id(), parties.get(1).id(), REASON);
      refused("minutes.sign-last", () -> signAsStaff(judge, signing, pages));
      signAsStaff(clerk, signing, pages);
      MinutesView done = signAsStaff(judge, signing, pages);

      assertEquals(MinutesRow.State.SIGNED, done.state());
      assertEquals(
          List.of("原告", "被告", "书记员", "审判员"),
          done.signers().stream().map(MinutesView.SignerState::role).toList());
      assertEquals(Optional.of(REASON), done.signers().get(1).reason());
      assertEquals(
          Optional.of(new RecordingValue(sealed.manifestSha256(), sealed.manifestSm3(), true)),
          done.recording());
      checkFile(house.minutes.files().finished(judge, transcript.id()), sealed);
      checkVerification(done.fileId().orElseThrow(), sealed);
    }
  }

  private void checkFile(byte[] pdf, SealedRecording sealed) throws Exception {
    assertEquals(List.of(), PdfACheck.failures(pdf));
    try (var document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document);
      assertEquals("庭审笔录", document.getDocumentInformation().getTitle());
      assertTrue(text.contains("原告张三丰：借款三万元"), text);
      assertTrue(text.contains("拒绝签名：" + REASON), text);
      assertTrue(text.contains("书记员核验") && text.contains("书记员记明"), text);
      assertTrue(text.contains(sealed.manifestSha256().substring(0, 40)), text);
    }
    assertEquals(
        "TRANSCRIPT", house.single("select kind from document order by added_at desc limit 1"));
  }

  private void checkVerification(String fileId, SealedRecording sealed) {
    var known = house.verifications.known(fileId, "::1");
    assertTrue(known.intact());
    assertEquals(3, known.signatures());
    assertEquals(Published.Paper.TRANSCRIPT, known.kind());
    assertEquals(
        Optional.of(new Published.Recording(sealed.manifestSha256(), sealed.manifestSm3())),
        known.recording());
    side.jdbi.useHandle(
        handle ->
            handle.execute(
                "update sealed_file set content = set_byte(content, 900, get_byte(content, 900) # 1)"
                    + " where id = ?",
                fileId));
    assertFalse(house.verifications.known(fileId, "::1").intact());
    assertEquals(Optional.empty(), side.audit.firstBreak());
  }

  @Test
  void whoTookPartWithoutBeingAPartySignsAndAWitnessTheirOwnPagesAlone() {
    admit("孙律师", "邓证人", "邱证人", "何陪审");
    save(clerk, 1, "10:05:12 原告张三丰：借款三万元。");
    MinutesText testimony =
        house
            .minutes
            .desk()
            .ofSitting(clerk, sittingId)
            .orElseThrow()
            .text()
            .with("testimony", "10:20:05 证人邓证人：我看见交钱的。");
    house.minutes.desk().save(clerk, transcript.id(), 2, testimony);
    String agent = linkOf("孙律师");
    String witness = linkOf("邓证人");
    refused("papers.no-party", () -> linkOf("冯旁听"));
    assertTrue(all(seenBy(agent)).contains("借款三万元"));
    assertEquals(List.of(), house.minutes.parties().of(witness, PaperHouse.PHONE, List.of()));
    refused(
        "minutes.unknown",
        () -> house.minutes.desk().ask(witness, PaperHouse.PHONE, transcript.id(), "给我看"));
    house.minutes.desk().ask(agent, PaperHouse.PHONE, transcript.id(), "是三万五千元");
    Correction asked =
        house.minutes.desk().ofSitting(clerk, sittingId).orElseThrow().corrections().getFirst();
    assertEquals("孙律师", asked.name());
    house.minutes.desk().answer(clerk, transcript.id(), asked.id(), true, "");

    MinutesView signing = openSigning();
    assertEquals(
        List.of("原告", "被告", "委托代理人", "证人", "人民陪审员", "书记员", "审判员"),
        signing.signers().stream().map(MinutesView.SignerState::role).toList());
    assertEquals("【证人作证】10:20:05 证人邓证人：我看见交钱的。", all(seenBy(witness)));
    // Let in, and never heard: what another witness said is not theirs to read.
    String unheard = linkOf("邱证人");
    assertEquals(List.of(), house.minutes.parties().of(unheard, PaperHouse.PHONE, List.of()));
    List<String> own = hashes(seenBy(witness));
    List<String> whole = hashes(seenBy(agent));
    assertEquals(1, own.size());
    assertTrue(whole.size() > 1 && whole.containsAll(own), whole.toString());
    refused("papers.not-proven", () -> signByLink(witness, signing, own));
    for (String name : List.of("孙律师", "邓证人", "何陪审")) {
      house.papers.seen(clerk, transcript.caseId(), seatOf(name));
    }
    refused("minutes.pages", () -> signByLink(witness, signing, whole));
    signByLink(witness, signing, own);
    refused("minutes.pages", () -> signByLink(agent, signing, own));
    house.minutes.signing().refuse(agent, PaperHouse.PHONE, transcript.id(), REASON);
    signByLink(linkOf("何陪审"), signing, whole);
    for (Party party : parties) {
      house.minutes.signing().noteRefusal(clerk, transcript.id(), party.id(), REASON);
    }
    signAsStaff(clerk, signing, whole);
    MinutesView done = signAsStaff(judge, signing, whole);
    assertEquals(MinutesRow.State.SIGNED, done.state());
    refused(
        "minutes.no-file",
        () -> house.minutes.files().finished(witness, PaperHouse.PHONE, transcript.id()));
    assertTrue(house.minutes.files().finished(agent, PaperHouse.PHONE, transcript.id()).length > 0);
    assertEquals(List.of(), house.agreements.parties().of(agent, PaperHouse.PHONE, Locale.CHINA));
  }

  @Test
  void minutesFrozenBeforeThereWereTranscriptsAreStillRead() {
    MinutesDocument old =
        MinutesDocument.read(
            Json.mapper(),
            """
            {"form":"maplebridge-minutes-1","number":"1","title":"t","centre":"c","time":"x",
             "place":"y","people":[{"partyId":"","name":"李调解","role":"调解员"}],"pages":[]}
            """);
    assertEquals(Optional.empty(), old.recording());
    assertEquals(Optional.empty(), old.people().getFirst().staffId());
    assertEquals(Optional.empty(), old.people().getFirst().ownPages());
    assertFalse(old.isTranscript());
  }

  /** Recorded and sealed as a hearing is; before the seal nothing can be signed. */
  private SealedRecording record(java.util.concurrent.Executor threads) {
    var recording = side.caseRecorder(recorder, threads);
    var room = bridge.openRoom(new RoomSpec(sittingId, sittingId), new EmptyRoom());
    recording
        .start(side.sittings.find(sittingId).orElseThrow(), room, fault -> {})
        .toCompletableFuture()
        .join();
    refused("recording.not-sealed", this::openSigning);
    recording.finish(sittingId).toCompletableFuture().join();
    room.close();
    String id = house.single("select id from recording");
    return recorder.sealed(id).orElseThrow();
  }

  private int save(Staff staff, int basedOn, String statements) {
    MinutesText text = transcript.text().with("statements", statements);
    return house.minutes.desk().save(staff, transcript.id(), basedOn, text);
  }

  private MinutesView openSigning() {
    return house.minutes.signing().open(clerk, transcript.id());
  }

  private MinutesView signAsStaff(Staff staff, MinutesView view, List<String> pages) {
    return house
        .minutes
        .signing()
        .signAsStaff(staff, transcript.id(), house.drawn(), view.sha256().orElseThrow(), pages);
  }

  private void signByLink(String link, MinutesView view, List<String> pages) {
    String hash = view.sha256().orElseThrow();
    house
        .minutes
        .signing()
        .signAsParty(link, PaperHouse.PHONE, transcript.id(), house.drawn(), hash, pages);
  }

  /** All a holder of a link is shown of it, part by part, or page by page once it is signed. */
  private static String all(PartyMinutes.PartyView view) {
    return view.pages()
        .map(
            pages ->
                pages.stream().flatMap(page -> page.lines().stream()).collect(Collectors.joining()))
        .orElseGet(() -> view.parts().orElseThrow().toString());
  }

  private static List<String> hashes(PartyMinutes.PartyView view) {
    return view.pages().orElseThrow().stream().map(MinutesDocument.Page::sha256).toList();
  }

  private PartyMinutes.PartyView seenBy(String link) {
    return house.minutes.parties().of(link, PaperHouse.PHONE, List.of()).getFirst();
  }

  private String linkOf(int party) {
    house.papers.send(clerk, transcript.caseId(), parties.get(party).id());
    return house.linkTo(parties.get(party).phone());
  }

  private String linkOf(String name) {
    house.papers.send(clerk, transcript.caseId(), seatOf(name));
    return house.linkTo(phoneOf(name));
  }

  private static NewSitting.Seat guest(String name, Role role) {
    Optional<Side> side =
        role == Role.AGENT || role == Role.WITNESS ? Optional.of(Side.CLAIMING) : Optional.empty();
    return NewSitting.Seat.guest(name, phoneOf(name), role, side);
  }

  private static String phoneOf(String name) {
    return "1390000%04d".formatted(name.codePointAt(0) % 10_000);
  }

  private String seatOf(String name) {
    return side.sittings.find(sittingId).orElseThrow().participants().stream()
        .filter(seat -> seat.name().equals(name))
        .map(Participant::id)
        .findFirst()
        .orElseThrow();
  }

  /** They were let in, as the live room writes it down. */
  private void admit(String... names) {
    for (String name : names) {
      side.jdbi.useHandle(
          handle ->
              handle.execute(
                  "insert into room_seat (sitting_id, participant_id, admitted) values (?, ?, true)",
                  sittingId,
                  seatOf(name)));
    }
  }

  private Staff stranger() {
    return side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
  }

  private static void refused(String id, Executable call) {
    assertEquals(id, assertThrows(ProblemException.class, call).id());
  }
}
