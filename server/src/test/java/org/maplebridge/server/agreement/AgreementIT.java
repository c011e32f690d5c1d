package org.maplebridge.server.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.NewCase;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.document.PdfACheck;
import org.maplebridge.server.document.PdfPictures;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.signing.PaperHouse;
import org.maplebridge.server.signing.Proof;

/**
 * Agreements from draft to file over a real database; files asked of veraPDF, ZXing and openssl.
 */
class AgreementIT {
  private static final Locale ZH = PaperHouse.ZH;
  private static final String ZHANG = "19900000001";
  private static final String LI = "19900000002";

  @TempDir Path folder;
  private PaperHouse house;
  private CaseSide side;
  private Staff mediator;
  private String caseId;
  private List<Party> parties;

  @BeforeEach
  void open() throws Exception {
    house = new PaperHouse(folder);
    side = house.side;
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    caseId = mediated(CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    parties = side.jdbi.withHandle(handle -> side.store.parties(handle, caseId));
  }

  @Test
  void peoplesMediationTakesEffectWithTheSealAndItsFileVerifies() throws Exception {
    AgreementView view = signing(Channel.PEOPLE);
    String zhang = house.linkTo(ZHANG);
    refused("papers.not-proven", 403, () -> sign(zhang, view));
    prove(zhang, ZHANG);
    sign(zhang, view);
    refused("signing.already", 409, () -> sign(zhang, view));
    refused("agreement.seal-early", 409, () -> seal(view));
    side.pass(Duration.ofMinutes(3));
    house.papers.seen(mediator, caseId, parties.get(1).id());
    sign(house.linkTo(LI), view);
    signAsMediator(view);
    assertEquals(AgreementState.SIGNING, current().state());
    assertEquals(Confirmation.State.NOT_EFFECTIVE, current().confirmation().state());
    side.pass(Duration.ofMinutes(5));
    AgreementView done = seal(view);

    assertEquals(AgreementState.EFFECTIVE, done.state());
    assertEquals(side.clock.instant(), done.effectiveAt().orElseThrow().toInstant());
    assertEquals(Optional.of(LocalDate.of(2026, 12, 23)), done.confirmation().deadline());
    assertEquals(CaseStatus.AGREED, side.cases.detail(mediator, caseId, ZH).status());
    assertEquals(
        List.of(
            Optional.of(Proof.Way.LINK_AND_PHONE_CODE),
            Optional.of(Proof.Way.SEEN_BY_MEDIATOR),
            Optional.of(Proof.Way.ACCOUNT)),
        done.signers().stream().map(AgreementView.SignerState::proof).toList());
    byte[] pdf = house.agreements.files().finished(mediator, view.id());
    assertArrayEquals(pdf, house.agreements.files().finished(zhang, PaperHouse.PHONE, view.id()));
    String fileId = done.fileId().orElseThrow();
    checkFile(pdf, fileId);
    checkVerification(pdf, fileId);
    assertEquals("1", house.single("select count(*) from document where kind = 'AGREEMENT'"));
    assertEquals(Optional.empty(), side.audit.firstBreak());
  }

  private void checkFile(byte[] pdf, String fileId) throws Exception {
    assertEquals(List.of(), PdfACheck.failures(pdf));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document).replace("\r", "").replace("\n", "");
      assertTrue(text.contains("人民调解协议书"), text);
      assertTrue(text.contains("李四于2026年12月31日前，以银行转账的方式"), text);
      assertTrue(text.contains("叁仟贰佰元整"), text);
      assertFalse(text.contains(ZHANG), "the other side needs no whole phone number");
      List<BufferedImage> pictures = PdfPictures.of(document);
      assertEquals(4, pictures.size(), "three signatures and the code");
      assertTrue(
          pictures.stream()
              .flatMap(picture -> PdfPictures.code(picture).stream())
              .anyMatch(("https://maple.example/v/" + fileId)::equals));
    }
  }

  private void checkVerification(byte[] pdf, String fileId) throws Exception {
    var known = house.verifications.known(fileId, "203.0.113.9");
    assertTrue(known.intact());
    assertEquals(3, known.signatures());
    Path file = Files.write(folder.resolve("a.pdf"), pdf);
    Path signature =
        Files.write(folder.resolve("a.sig"), house.verifications.signature(fileId, "203.0.113.9"));
    Path key = Files.writeString(folder.resolve("a.pem"), house.verifications.publicKey());
    assertEquals(0, openssl(key, file, signature));
    assertEquals(known.sha256(), sha256(file));
    pdf[pdf.length / 2] ^= 1;
    Files.write(file, pdf);
    assertNotEquals(0, openssl(key, file, signature), "a changed byte is detected");
    assertNotEquals(known.sha256(), sha256(file));

    side.jdbi.useHandle(
        handle -> {
          handle.execute("alter table signature disable trigger all");
          handle.execute("update signature set name = '王五' where signer_kind = 'PARTY'");
        });
    assertFalse(house.verifications.known(fileId, "203.0.113.9").intact());
    refused("verify.unknown", 404, () -> house.verifications.known("nothing", "203.0.113.9"));
  }

  @Test
  void signatureIsBoundToOneVersionAndCannotBeChanged() throws Exception {
    AgreementView view = signing(Channel.PEOPLE);
    String zhang = house.linkTo(ZHANG);
    prove(zhang, ZHANG);
    refused(
        "signing.other-document",
        409,
        () ->
            house
                .agreements
                .signing()
                .signAsParty(zhang, PaperHouse.PHONE, view.id(), house.drawn(), "0".repeat(64)));
    sign(zhang, view);
    assertThrows(
        Exception.class,
        () -> side.jdbi.useHandle(handle -> handle.execute("update signature set name = ''")));
    refused("agreement.not-open", 409, () -> save(view, view.text()));
    AgreementView back = house.agreements.signing().takeBack(mediator, view.id(), ZH);
    AgreementView changed = save(back, clear("2026-12-20"));
    assertEquals(3, changed.version());
    assertEquals(List.of(), changed.signers());
    AgreementView again = open(changed, SigningWay.ELECTRONIC);
    assertNotEquals(view.sha256(), again.sha256());
    assertTrue(again.signers().stream().allMatch(s -> s.decision().isEmpty()));
    refused("papers.ended", 410, () -> sign(zhang, again));
  }

  @Test
  void courtPlatformNeedsOnlyThePartiesAndARefusalEndsTheProcedure() throws Exception {
    AgreementView view = signing(Channel.COURT_ONLINE);
    String zhang = house.linkTo(ZHANG);
    String li = house.linkTo(LI);
    prove(zhang, ZHANG);
    prove(li, LI);
    sign(zhang, view);
    sign(li, view);
    assertEquals(AgreementState.EFFECTIVE, current().state());

    side.pass(Duration.ofMinutes(1));
    AgreementView anew = house.agreements.desk().change(mediator, view.id(), ZH);
    assertEquals(Optional.of(view.id()), anew.replaces());
    open(save(anew, clear("2026-12-28")), SigningWay.ELECTRONIC);
    house.papers.seen(mediator, caseId, parties.get(1).id());
    house.agreements.signing().refuse(house.linkTo(LI), PaperHouse.PHONE, anew.id(), "金额太高");
    AgreementView refused = current();
    assertEquals(AgreementState.REFUSED, refused.state());
    assertEquals(Optional.of("金额太高"), refused.signers().get(1).reason());
    refused("signing.not-open", 409, () -> signAsMediator(refused));
    assertEquals(
        "EFFECTIVE", house.single("select state from agreement where id = '" + view.id() + "'"));
  }

  @Test
  void refusalOnTheCourtPlatformTerminatesTheCase() throws Exception {
    AgreementView view = signing(Channel.COURT_ONLINE);
    house.papers.seen(mediator, caseId, parties.get(0).id());
    house.agreements.signing().refuse(house.linkTo(ZHANG), PaperHouse.PHONE, view.id(), "");
    assertEquals(CaseStatus.TERMINATED, side.cases.detail(mediator, caseId, ZH).status());
  }

  @Test
  void successorChangesTheOldAgreementOnceItTakesEffect() throws Exception {
    AgreementView view = signing(Channel.COURT_DELEGATED);
    parties.forEach(party -> house.papers.seen(mediator, caseId, party.id()));
    sign(house.linkTo(ZHANG), view);
    sign(house.linkTo(LI), view);
    AgreementView anew =
        save(house.agreements.desk().change(mediator, view.id(), ZH), clear("2027-01-31"));
    AgreementView opened = open(anew, SigningWay.ELECTRONIC);
    sign(house.linkTo(ZHANG), opened);
    sign(house.linkTo(LI), opened);
    List<AgreementView> both = house.agreements.desk().ofCase(mediator, caseId, ZH);
    assertEquals(
        List.of(AgreementState.CHANGED, AgreementState.EFFECTIVE),
        both.stream()
            .map(AgreementView::state)
            .sorted(java.util.Comparator.reverseOrder())
            .toList());
  }

  @Test
  void unclearAgreementIsRefusedWithEveryPointNamed() {
    AgreementView draft = house.agreements.desk().begin(mediator, caseId, Channel.PEOPLE, ZH);
    assertEquals("楼上卫生间漏水", draft.text().facts());
    assertFalse(draft.unclear().isEmpty());
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> open(draft, SigningWay.ELECTRONIC));
    assertEquals("agreement.unclear", refusal.id());
    assertEquals(draft.unclear(), refusal.members().get("unclear"));
    assertTrue(draft.unclear().getFirst().sentence().startsWith("没有任何约定"));
  }

  @Test
  void excludedDocumentsTakePrintSignScan() throws Exception {
    caseId =
        mediated(
            new NewCase(
                "遗产分配",
                "01",
                "房屋继承",
                "分割",
                Optional.empty(),
                CaseSide.ANFU,
                CaseSide.dispute("", CaseSide.ANFU).parties()));
    parties = side.jdbi.withHandle(handle -> side.store.parties(handle, caseId));
    AgreementView draft = save(begin(Channel.PEOPLE), clear("2026-12-31"));
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> open(draft, SigningWay.ELECTRONIC));
    assertEquals("agreement.excluded", refusal.id());
    assertTrue(String.valueOf(refusal.arguments()[0]).contains("《电子签名法》第三条"));

    AgreementView paper = open(draft, SigningWay.PAPER);
    byte[] print = house.agreements.files().toPrint(mediator, paper.id());
    assertEquals(List.of(), PdfACheck.failures(print));
    refused("agreement.on-paper", 409, () -> signAsMediator(paper));
    side.pass(Duration.ofHours(1));
    var signedAt = side.clock.instant().minusSeconds(600).atOffset(ZoneOffset.UTC);
    byte[] scan = new PdfWriter().write(Paper.titled("扫描件").text("已签").build());
    refused("document.type", 415, () -> scan(paper, signedAt, new byte[] {0, 1, 2, 3}));
    refused(
        "agreement.bad-scan",
        415,
        () -> scan(paper, signedAt, "签名".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    refused("agreement.bad-signed-at", 422, () -> scan(paper, signedAt.minusDays(1), scan));
    AgreementView done = scan(paper, signedAt, scan);
    assertEquals(AgreementState.EFFECTIVE, done.state());
    assertEquals(signedAt.toInstant(), done.effectiveAt().orElseThrow().toInstant());
    assertArrayEquals(scan, house.agreements.files().finished(mediator, paper.id()));
    assertTrue(house.verifications.known(done.fileId().orElseThrow(), "::1").intact());
  }

  @Test
  void oralAgreementIsRecordedAndInEffectSinceItWasReached() {
    var reached = side.clock.instant().minusSeconds(3600).atOffset(ZoneOffset.UTC);
    AgreementView oral =
        house
            .agreements
            .desk()
            .recordOral(
                mediator, caseId, new AgreementDesk.OralAgreement("李四每晚十点后不放音乐", reached), ZH);
    assertEquals(AgreementState.EFFECTIVE, oral.state());
    assertEquals(reached.toInstant(), oral.effectiveAt().orElseThrow().toInstant());
    assertEquals(Confirmation.State.NOT_WRITTEN, oral.confirmation().state());
    assertEquals(CaseStatus.AGREED, side.cases.detail(mediator, caseId, ZH).status());
    refused(
        "agreement.bad-reached",
        422,
        () ->
            house
                .agreements
                .desk()
                .recordOral(
                    mediator,
                    caseId,
                    new AgreementDesk.OralAgreement("x", reached.plusDays(1)),
                    ZH));
  }

  @Test
  void versionsAreKeptComparedAndNeverOverwritten() {
    AgreementView first = save(begin(Channel.PEOPLE), clear("2026-12-31"));
    AgreementView second = save(first, clear("2026-12-20"));
    refused("agreement.changed-meanwhile", 409, () -> save(first, clear("2026-12-01")));
    assertEquals(3, second.versions().size());
    var difference = house.agreements.desk().compare(mediator, first.id(), 2, 3);
    assertEquals(List.of("terms.0"), difference.stream().map(d -> d.where()).toList());
    refused(
        "agreement.no-version",
        404,
        () -> house.agreements.desk().compare(mediator, first.id(), 1, 9));
    AgreementView reviewed = house.agreements.desk().review(mediator, first.id(), "可以", ZH);
    assertEquals(AgreementState.REVIEWED, reviewed.state());
    assertEquals(AgreementState.DRAFT, save(reviewed, clear("2026-12-22")).state());
  }

  @Test
  void othersSeeNothingAndEveryReadAndRefusalIsAudited() throws Exception {
    AgreementView view = signing(Channel.PEOPLE);
    Staff stranger = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    Staff grid = side.staff("钱网格", StaffRole.GRID_WORKER, CaseSide.ANFU);
    var desk = house.agreements.desk();
    refused("case.unknown", 404, () -> desk.ofCase(stranger, caseId, ZH));
    refused("case.not-permitted", 403, () -> desk.ofCase(grid, caseId, ZH));
    refused("agreement.unknown", 404, () -> desk.compare(stranger, view.id(), 1, 2));
    refused("case.not-permitted", 403, () -> desk.begin(grid, caseId, Channel.PEOPLE, ZH));
    assertEquals(
        "2",
        house.single(
            "select count(*) from audit_log where actor = '"
                + grid.id()
                + "' and outcome = 'REFUSED'"));
    house.agreements.parties().of(house.linkTo(ZHANG), PaperHouse.PHONE, ZH);
    assertEquals(
        "1",
        house.single(
            "select count(*) from audit_log where action = 'agreement.read' and actor = '"
                + parties.get(0).id()
                + "'"));
    String other = otherCasesLink();
    assertEquals(List.of(), house.agreements.parties().of(other, PaperHouse.PHONE, ZH));
    refused("agreement.unknown", 404, () -> sign(other, view));
    assertEquals("0", house.single("select count(*) from signature"));
  }

  @Test
  void wrongCodesAreCountedAndCodesEnd() {
    signing(Channel.PEOPLE);
    String link = house.linkTo(ZHANG);
    house.papers.sendCode(link, PaperHouse.PHONE);
    refused("papers.code-soon", 429, () -> house.papers.sendCode(link, PaperHouse.PHONE));
    String right = house.digitsTo(ZHANG);
    String wrong = right.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      refused("papers.code-wrong", 422, () -> house.papers.prove(link, PaperHouse.PHONE, wrong));
    }
    refused("papers.code-over", 410, () -> house.papers.prove(link, PaperHouse.PHONE, right));
    side.pass(Duration.ofMinutes(2));
    house.papers.sendCode(link, PaperHouse.PHONE);
    side.pass(Duration.ofMinutes(11));
    refused(
        "papers.code-over",
        410,
        () -> house.papers.prove(link, PaperHouse.PHONE, house.digitsTo(ZHANG)));
    refused("papers.unknown", 404, () -> house.papers.view("guess", PaperHouse.PHONE));
    side.pass(Duration.ofDays(8));
    refused("papers.ended", 410, () -> house.papers.view(link, PaperHouse.PHONE));
  }

  private String otherCasesLink() {
    String other =
        side.cases.register(
            mediator,
            new NewCase(
                "别的纠纷",
                "02",
                "x",
                "y",
                Optional.empty(),
                CaseSide.ANFU,
                List.of(
                    CaseSide.party(
                        "赵六", "19900000009", org.maplebridge.server.cases.PartySide.APPLICANT))));
    Party party = side.jdbi.withHandle(handle -> side.store.parties(handle, other)).getFirst();
    house.papers.send(mediator, other, party.id());
    String link = house.linkTo("19900000009");
    house.papers.seen(mediator, other, party.id());
    return link;
  }

  private String mediated(NewCase wanted) {
    String id = side.cases.register(mediator, wanted);
    for (CaseEvent event : List.of(CaseEvent.ACCEPT, CaseEvent.INVITE, CaseEvent.CONSENT)) {
      side.cases.apply(mediator, id, event, "");
    }
    return id;
  }

  private AgreementView begin(Channel channel) {
    return house.agreements.desk().begin(mediator, caseId, channel, ZH);
  }

  private AgreementView signing(Channel channel) {
    return open(save(begin(channel), clear("2026-12-31")), SigningWay.ELECTRONIC);
  }

  private AgreementText clear(String due) {
    return AgreementRulesTest.text(
        AgreementRulesTest.pay(parties.get(1).id(), parties.get(0).id(), "3200", "银行转账", due));
  }

  private AgreementView save(AgreementView from, AgreementText text) {
    return house.agreements.desk().save(mediator, from.id(), from.version(), text, ZH);
  }

  private AgreementView current() {
    return house.agreements.desk().ofCase(mediator, caseId, ZH).getFirst();
  }

  private AgreementView open(AgreementView view, SigningWay way) {
    return house.agreements.signing().open(mediator, view.id(), way, ZH);
  }

  private void prove(String link, String phone) {
    house.papers.sendCode(link, PaperHouse.PHONE);
    house.papers.prove(link, PaperHouse.PHONE, house.digitsTo(phone));
  }

  private void sign(String link, AgreementView view) {
    house
        .agreements
        .signing()
        .signAsParty(link, PaperHouse.PHONE, view.id(), house.drawn(), view.sha256().orElseThrow());
  }

  private AgreementView signAsMediator(AgreementView view) {
    return house
        .agreements
        .signing()
        .signAsMediator(mediator, view.id(), house.drawn(), view.sha256().orElseThrow(), ZH);
  }

  private AgreementView seal(AgreementView view) {
    return house.agreements.signing().seal(mediator, view.id(), ZH);
  }

  private AgreementView scan(
      AgreementView view, java.time.OffsetDateTime signedAt, byte[] content) {
    return house.agreements.signing().scanned(mediator, view.id(), signedAt, content, ZH);
  }

  private static int openssl(Path key, Path file, Path signature) throws Exception {
    return new ProcessBuilder(
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            key.toString(),
            "-rawin",
            "-in",
            file.toString(),
            "-sigfile",
            signature.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static String sha256(Path file) throws Exception {
    Process process = new ProcessBuilder("sha256sum", file.toString()).start();
    return new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .substring(0, 64);
  }

  private static void refused(String id, int status, Executable call) {
    ProblemException problem = assertThrows(ProblemException.class, call);
    assertEquals(id, problem.id());
    assertEquals(status, problem.status());
  }
}
