package org.maplebridge.server.dossier.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.recording.bag.BagVerifier;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.NumberRole;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.document.PdfACheck;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.dossier.linkage.HandoverDesk.HandoverView;
import org.maplebridge.server.dossier.linkage.HandoverDesk.NewHandover;
import org.maplebridge.server.dossier.linkage.Linkage;
import org.maplebridge.server.dossier.retention.DestructionDesk.ListView;
import org.maplebridge.server.http.ProblemException;

/** From a closed case to a sealed dossier, to a court, and many years later to its certificate. */
class DossierIT {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
  private static final Path SCRIPT = Path.of("../docs/verify-dossier.sh").toAbsolutePath();

  @TempDir private static Path root;

  private static ArchiveHouse house;

  @BeforeAll
  static void open() throws Exception {
    house = new ArchiveHouse(root);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aFileThatIsNotCompleteSaysWhatIsMissing() {
    String id = house.closedCase("缺件的案件");
    var refusal =
        assertThrows(ProblemException.class, () -> house.archive.archive(house.archivist, id, ZH));
    assertEquals("dossier.incomplete", refusal.id());
    String missing = String.valueOf(refusal.members().get("missing"));
    for (String word : List.of("权利义务告知书", "张三丰的身份证明", "李四的身份证明", "协议书", "无争议事实")) {
      assertTrue(missing.contains(word), word + " in " + missing);
    }
    assertFalse(missing.contains("在线调解同意"), "both agreed by their links");
    house.fileEverything(id);
    assertTrue(
        house.files.view(house.archivist, id, ZH).places().stream()
            .allMatch(place -> place.missing().isEmpty()));
  }

  @Test
  void nothingIsArchivedWhileItIsBeingSigned() {
    String id = house.closedCase("签名中的案件");
    house.fileEverything(id);
    house.side.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into signing_round (id, case_id, kind, subject_id, version, title, content,
                  sha256, opened_at, opened_by)
                values ('begun', ?, 'AGREEMENT', 'a', 1, '人民调解协议书', '{}', repeat('0', 64), now(), ?)
                """,
                id,
                house.mediator.id()));
    assertTrue(missing(id).contains("人民调解协议书正在签名"), "open");
    house.side.jdbi.useHandle(
        handle ->
            handle.execute(
                "update signing_round set closed_at = now(), outcome = 'COMPLETED'"
                    + " where id = 'begun'"));
    assertTrue(missing(id).contains("人民调解协议书正在签名"), "its file is not made yet");
    house.side.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into sealed_file (id, round_id, number, dated, content, sha256, signature,
                  made_at)
                values ('f', 'begun', '1', now(), ''::bytea, repeat('0', 64), ''::bytea, now())
                """));
    assertEquals("", missing(id));
  }

  /** Port 9 is nobody's: the authority is away. */
  @Test
  void nothingIsArchivedBeforeTheTimeStampsOfItsRecordingsAreThere() throws Exception {
    TimeStampAuthority away =
        new TimeStampAuthority(
            URI.create("http://127.0.0.1:9/"), new byte[0], new SecureRandom(), Duration.ofDays(1));
    try (ArchiveHouse waiting = new ArchiveHouse(root.resolve("waiting"), Optional.of(away))) {
      String id = waiting.closedCase("等时间戳的案件");
      waiting.fileEverything(id);
      ProblemException refusal =
          assertThrows(
              ProblemException.class, () -> waiting.archive.archive(waiting.archivist, id, ZH));
      assertTrue(String.valueOf(refusal.members().get("missing")).contains("时间戳还没有取得"));
    }
  }

  private String missing(String id) {
    try {
      house.archive.archive(house.archivist, id, ZH);
      return "";
    } catch (ProblemException refusal) {
      return String.valueOf(refusal.members().get("missing"));
    }
  }

  @Test
  void sealedDossiersHoldForTheStandardToolsAndArePdfA() throws Exception {
    String id = house.closedCase("漏水纠纷");
    house.fileEverything(id);
    ArchivedDossier dossier = house.archive.archive(house.archivist, id, ZH);
    Path bag = house.dossiers.folder(dossier.id());

    assertEquals(0, ArchiveHouse.run(bag, "sha256sum", "--strict", "-c", "manifest-sha256.txt"));
    assertEquals(0, ArchiveHouse.run(bag, "sha256sum", "--strict", "-c", "tagmanifest-sha256.txt"));
    assertEquals(0, ArchiveHouse.run(root, "sh", SCRIPT.toString(), bag.toString()));
    assertEquals(List.of(), house.archive.verify(house.archivist, id).problems());
    assertEquals(CaseStatus.ARCHIVED, house.detail(house.mediator, id).status());

    List<String> names = names(bag.resolve("data/documents"));
    assertEquals("01-cover.pdf", names.getFirst());
    assertEquals("02-contents.pdf", names.get(1));
    assertEquals("19-back-cover.pdf", names.getLast());
    assertTrue(names.contains("15-av-index.pdf"), names.toString());
    for (String name : names) {
      byte[] pdf = Files.readAllBytes(bag.resolve("data/documents").resolve(name));
      assertEquals(List.of(), PdfACheck.failures(pdf), name);
    }
    assertEquals(1, names(bag.resolve("data/recordings")).size());
    assertTrue(Files.readString(bag.resolve("index.html")).contains("漏水纠纷"));
    try (Stream<Path> walk = Files.walk(root)) {
      assertTrue(
          walk.map(Path::toString).noneMatch(path -> path.contains("人调字")),
          "no number of a case stands in a path");
    }
  }

  @Test
  void oneChangedByteIsNamedByUsAndByTheScript() throws Exception {
    String id = house.closedCase("被改动的卷宗");
    house.fileEverything(id);
    Path bag = house.dossiers.folder(house.archive.archive(house.archivist, id, ZH).id());
    Path cover = bag.resolve("data/documents/01-cover.pdf");
    byte[] bytes = Files.readAllBytes(cover);
    bytes[100] ^= 1;
    assertTrue(cover.toFile().setWritable(true));
    Files.write(cover, bytes);
    assertEquals(
        List.of("data/documents/01-cover.pdf"),
        BagVerifier.selfContained().verify(bag).problems().stream().map(p -> p.file()).toList());
    assertTrue(ArchiveHouse.run(root, "sh", SCRIPT.toString(), bag.toString()) != 0);
    assertFalse(house.archive.verify(house.archivist, id).ok());
  }

  @Test
  void anArchivedCaseIsReadOnlyWhoeverWrites() {
    String id = house.closedCase("归档后");
    house.fileEverything(id);
    house.archive.archive(house.archivist, id, ZH);
    refused("dossier.archived", () -> house.file(id, DocumentKind.EVIDENCE, Optional.empty()));
    refused(
        "case.wrong-status", () -> house.side.cases.apply(house.mediator, id, CaseEvent.CLOSE, ""));
    refused("case.wrong-status", () -> house.archive.archive(house.archivist, id, ZH));
    for (String sql :
        List.of(
            "update dispute set title = 'x' where id = ?",
            "delete from dispute where id = ?",
            "update party set seat = 9 where case_id = ?",
            "delete from document where case_id = ?")) {
      assertThrows(
          UnableToExecuteStatementException.class,
          () -> house.side.jdbi.useHandle(handle -> handle.execute(sql, id)),
          sql);
    }
  }

  @Test
  void aCourtsNumberIsBoundLaterAndNoFileMoves() throws IOException {
    String id = house.closedCase("后来起诉的案件");
    house.fileEverything(id);
    Path bag = house.dossiers.folder(house.archive.archive(house.archivist, id, ZH).id());
    Map<String, String> before = hashes(bag);
    house.side.numbers.bind(
        house.archivist, id, "（2026）川0503民初4321号", Optional.of(NumberRole.LINKED));
    assertEquals(before, hashes(bag));
    assertTrue(
        house.detail(house.archivist, id).numbers().stream()
            .anyMatch(number -> number.display().equals("（2026）川0503民初4321号")));
  }

  @Test
  void onlyAnArchivistArchivesAndOnlyWhatIsClosed() {
    String id = house.side.cases.register(house.mediator, CaseSide.dispute("新案", CaseSide.ANFU));
    refused("case.not-permitted", () -> house.archive.archive(house.mediator, id, ZH));
    refused("case.unknown", () -> house.archive.archive(house.archivist, id, ZH));
  }

  @Test
  void aCourtGetsNeitherMinutesNorRecordingsUnlessEveryPartyAgreed() throws Exception {
    String id = house.closedCase("移送法院的案件");
    house.fileEverything(id);
    NewHandover plain = new NewHandover(Linkage.LITIGATION, "川0503法院", "当事人起诉", false);
    NewHandover whole = new NewHandover(Linkage.LITIGATION, "川0503法院", "当事人起诉", true);

    List<String> plainFiles = unpacked(id, plain);
    assertTrue(plainFiles.stream().noneMatch(f -> f.contains("recordings/")), "no recording");
    assertEquals(
        1, count(plainFiles, "10-mediation-record"), "of the records only the undisputed facts");
    assertEquals(0, count(plainFiles, "15-av-index"));
    assertEquals(1, count(plainFiles, "11-outcome"));

    refused("handover.no-consent", () -> house.handovers.make(house.mediator, id, whole));
    List<Party> parties = house.detail(house.mediator, id).parties();
    house.file(id, DocumentKind.DISCLOSURE_CONSENT, Optional.of(parties.getFirst().id()));
    refused("handover.no-consent", () -> house.handovers.make(house.mediator, id, whole));
    house.file(id, DocumentKind.DISCLOSURE_CONSENT, Optional.of(parties.getLast().id()));

    List<String> wholeFiles = unpacked(id, whole);
    assertTrue(wholeFiles.stream().anyMatch(f -> f.contains("recordings/")));
    assertEquals(3, count(wholeFiles, "10-mediation-record"));
    refused(
        "handover.records-never",
        () ->
            house.handovers.make(
                house.mediator, id, new NewHandover(Linkage.POLICE, "派出所", "告知结果", true)));
  }

  @Test
  void afterArchivingAPackageCarriesThePapersAsTheyWereSealed() throws Exception {
    String id = house.closedCase("归档后移送");
    house.fileEverything(id);
    Path bag = house.dossiers.folder(house.archive.archive(house.archivist, id, ZH).id());
    Map<String, String> sealed = hashes(bag.resolve("data/documents"));
    HandoverView made =
        house.handovers.make(
            house.archivist, id, new NewHandover(Linkage.CONFIRMATION, "川0503法院", "申请司法确认", false));
    Path folder = unzip(house.handovers.file(house.archivist, id, made.id()));
    Map<String, String> handed = hashes(folder.resolve("dossier/data/documents"));
    assertFalse(handed.isEmpty());
    handed.forEach((name, hash) -> assertEquals(sealed.get(name), hash, name));
    house.handovers.answered(house.archivist, id, made.id(), "（2026）川0503诉前调确77号");
    assertEquals(
        Optional.of("（2026）川0503诉前调确77号"),
        house.handovers.of(house.archivist, id).getFirst().answer());
  }

  @Test
  void destructionTakesThePeriodNoHoldAndTwoPersons() throws Exception {
    String kept = archived("被暂缓的卷宗");
    String gone = archived("期满的卷宗");
    Path bag = house.dossiers.folder(dossierOf(gone));
    refused("destruction.nothing-due", () -> house.destructions.propose(house.archivist));
    house.side.pass(Duration.ofDays(366 * 32));
    house.destructions.propose(house.archivist);
    house.holds.place(house.chief, kept, "另案正在审理");
    ListView list = house.destructions.overview(house.chief).lists().getFirst();
    assertTrue(list.decidable());
    refused(
        "destruction.same-person",
        () -> house.destructions.decide(house.archivist, list.id(), true));
    assertTrue(Files.exists(bag));
    house.destructions.decide(house.chief, list.id(), true);

    assertFalse(Files.exists(bag));
    assertTrue(Files.exists(house.dossiers.folder(dossierOf(kept))), "held");
    Path certificate = house.destructions.certificate(house.archivist, list.id());
    assertEquals(List.of(), PdfACheck.failures(Files.readAllBytes(certificate)));
    assertEquals(
        Optional.of(Hashing.hex(certificate)),
        house.destructions.overview(house.chief).lists().getFirst().certificateSha256());
    refused("dossier.not-archived", () -> house.archive.verify(house.archivist, gone));
    refused("destruction.decided", () -> house.destructions.decide(house.chief, list.id(), true));
    house.side.pass(Duration.ofDays(366 * -32));
  }

  @Test
  void theTableItselfWantsTwoPersons() {
    assertThrows(
        UnableToExecuteStatementException.class,
        () ->
            house.side.jdbi.useHandle(
                handle ->
                    handle.execute(
                        """
                        insert into destruction_list (id, state, proposed_at, proposed_by,
                          decided_at, decided_by, certificate_sha256)
                        values ('x', 'EXECUTED', now(), ?, now(), ?, repeat('0', 64))
                        """,
                        house.chief.id(),
                        house.chief.id())));
  }

  private static String archived(String title) {
    String id = house.closedCase(title);
    house.fileEverything(id);
    house.archive.archive(house.archivist, id, ZH);
    return id;
  }

  private static String dossierOf(String caseId) {
    return house.side.jdbi.withHandle(
        handle -> house.dossiers.ofCase(handle, caseId).orElseThrow().id());
  }

  private static List<String> unpacked(String caseId, NewHandover wanted) throws Exception {
    HandoverView made = house.handovers.make(house.mediator, caseId, wanted);
    Path folder = unzip(house.handovers.file(house.mediator, caseId, made.id()));
    assertEquals(List.of(), BagVerifier.selfContained().verify(folder).problems());
    assertEquals(
        0, ArchiveHouse.run(root, "sh", SCRIPT.toString(), folder.resolve("dossier").toString()));
    return hashes(folder).keySet().stream().toList();
  }

  private static long count(List<String> files, String name) {
    return files.stream().filter(file -> file.contains("/documents/" + name)).count();
  }

  private static Path unzip(Path zip) throws Exception {
    Path folder = Files.createDirectories(zip.resolveSibling(zip.getFileName() + ".d"));
    String jar = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
    assertEquals(0, ArchiveHouse.run(folder, jar, "xf", zip.toString()));
    return folder;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Map<String, String> hashes(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(folder.relativize(file).toString(), Hashing.hex(file));
      }
    }
    return hashes;
  }

  private static void refused(String id, Executable act) {
    assertEquals(id, assertThrows(ProblemException.class, act).id());
  }
}
