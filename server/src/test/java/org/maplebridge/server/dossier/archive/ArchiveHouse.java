package org.maplebridge.server.dossier.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.maplebridge.bridge.MediaBridge;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseDetail;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.cases.PartySide;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.CaseRecorder;
import org.maplebridge.server.dossier.EmptyRoom;
import org.maplebridge.server.dossier.file.CaseReader;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.dossier.file.DocumentDesk.NewDocument;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.dossier.linkage.HandoverDesk;
import org.maplebridge.server.dossier.retention.DestructionDesk;
import org.maplebridge.server.dossier.retention.HoldDesk;
import org.maplebridge.server.dossier.retention.RetentionRules;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * The archive over a database of its own, a real recorder and a real bridge, in a folder of its
 * own.
 */
public final class ArchiveHouse implements AutoCloseable {
  private static final String CENTRE = "纳溪区社会治理中心";

  public final Path root;
  public final CaseSide side = new CaseSide();
  public final PdfWriter pdf = new PdfWriter();
  public final Staff mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
  public final Staff archivist = side.staff("孙档案", StaffRole.ARCHIVIST, CaseSide.DISTRICT);
  public final Staff chief = side.staff("钱值班", StaffRole.DUTY_CHIEF, CaseSide.DISTRICT);
  public final RecordingService recorder;
  public final DocumentDesk documents;
  public final ArchiveDesk archive;
  public final FileDesk files;
  public final DossierStore dossiers;
  public final HandoverDesk handovers;
  public final HoldDesk holds;
  public final DestructionDesk destructions;

  private final byte[] scan = pdf.write(Paper.titled("扫描件").text("纸质原件由本中心保存").build());
  private final Bridge bridge;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CaseRecorder caseRecorder;

  public ArchiveHouse(Path root) throws Exception {
    this(root, Optional.empty());
  }

  public ArchiveHouse(Path root, Optional<TimeStampAuthority> authority) throws Exception {
    this.root = root;
    SealingKey key = SealingKey.generate(Scheme.ED25519);
    bridge = MediaBridge.start(BridgeConfig.defaults());
    recorder =
        new RecordingService(
            root.resolve("recordings"), 0, key, authority, side.clock, System::nanoTime, 1);
    caseRecorder = side.caseRecorder(recorder, threads);
    var store = new DocumentStore(root.resolve("documents"));
    dossiers = new DossierStore(root.resolve("dossiers"));
    var reader = new CaseReader(side.jdbi, side.cases, side.store, side.sittings, recorder, store);
    var bagging = new Bagging(recorder, key, authority, CENTRE);
    var rules = new RetentionRules();
    documents =
        new DocumentDesk(
            side.jdbi, side.cases, side.store, store, side.story, side.audit, side.ids, side.clock);
    archive =
        new ArchiveDesk(
            side.jdbi,
            side.cases,
            reader,
            store,
            dossiers,
            rules,
            pdf,
            bagging,
            side.story,
            side.audit,
            side.texts,
            CENTRE,
            side.ids,
            side.clock);
    files = new FileDesk(side.jdbi, reader, archive, dossiers, rules, pdf, CENTRE, side.clock);
    Path packages = root.resolve("handovers");
    handovers =
        new HandoverDesk(
            side.jdbi,
            side.cases,
            reader,
            store,
            dossiers,
            pdf,
            bagging,
            side.story,
            side.audit,
            packages,
            CENTRE,
            side.ids,
            side.clock);
    holds = new HoldDesk(side.jdbi, side.cases, side.story, side.audit, side.ids, side.clock);
    destructions =
        new DestructionDesk(
            side.jdbi,
            side.story,
            side.audit,
            pdf,
            key,
            new Shelves(dossiers, store, recorder, packages),
            root.resolve("certificates"),
            CENTRE,
            side.ids,
            side.clock);
  }

  @Override
  public void close() {
    recorder.close();
    bridge.close();
    threads.close();
  }

  public CaseDetail detail(Staff staff, String caseId) {
    return side.cases.detail(staff, caseId, Locale.SIMPLIFIED_CHINESE);
  }

  /** A case mediated in one recorded sitting both parties agreed to, closed with an agreement. */
  public String closedCase(String title) {
    String id = side.cases.register(mediator, CaseSide.dispute(title, CaseSide.ANFU));
    side.cases.apply(mediator, id, CaseEvent.ACCEPT, "");
    side.numbers.assignMediation(mediator, id);
    hold(id);
    side.cases.apply(mediator, id, CaseEvent.AGREE, "李四十日内修好漏水处并赔偿三千元");
    side.cases.apply(mediator, id, CaseEvent.CLOSE, "");
    return id;
  }

  private void hold(String caseId) {
    side.pass(Duration.ofDays(1));
    List<Party> parties = detail(mediator, caseId).parties();
    OffsetDateTime from = side.clock.instant().plusSeconds(3600).atOffset(ZoneOffset.UTC);
    String sitting =
        side.planning.book(
            mediator,
            new NewSitting(
                caseId,
                SittingKind.MEDIATION,
                from,
                from.plusHours(1),
                Optional.empty(),
                mediator.id(),
                parties.stream().map(ArchiveHouse::seat).toList()));
    consent(sitting);
    side.sittings.move(sitting, SittingState.LOBBY_OPEN);
    side.sittings.move(sitting, SittingState.IN_SESSION);
    record(sitting);
    side.sittings.move(sitting, SittingState.ENDED);
  }

  /** The parties open their links and agree, as the join page has them do. */
  private void consent(String sitting) {
    side.planning.detail(mediator, sitting).participants().stream()
        .filter(participant -> !participant.host())
        .forEach(
            participant -> {
              String url = side.invitations.send(mediator, sitting, participant.id()).url();
              String code = url.substring(url.lastIndexOf('/') + 1);
              side.joins.consent(code, "127.0.0.1", "online-1", Locale.SIMPLIFIED_CHINESE);
            });
  }

  private void record(String sitting) {
    var room = bridge.openRoom(new RoomSpec(sitting, sitting), new EmptyRoom());
    caseRecorder
        .start(side.sittings.find(sitting).orElseThrow(), room, fault -> {})
        .toCompletableFuture()
        .join();
    caseRecorder.finish(sitting).toCompletableFuture().join();
    room.close();
    awaitCopy(sitting);
  }

  /** The making of the viewing copy is over, whatever became of it. */
  private void awaitCopy(String sitting) {
    while (!side.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select copy_state in ('READY', 'FAILED') from recording where sitting_id = :sitting")
                .bind("sitting", sitting)
                .mapTo(Boolean.class)
                .one())) {
      Thread.yield();
    }
  }

  /** Brings in what only people can bring. */
  public void fileEverything(String caseId) {
    file(caseId, DocumentKind.RIGHTS_NOTICE, Optional.empty());
    file(caseId, DocumentKind.AGREEMENT, Optional.empty());
    file(caseId, DocumentKind.UNDISPUTED_FACTS, Optional.empty());
    file(caseId, DocumentKind.MINUTES, Optional.empty());
    file(caseId, DocumentKind.EVIDENCE, Optional.empty());
    for (Party party : detail(mediator, caseId).parties()) {
      file(caseId, DocumentKind.IDENTITY_PROOF, Optional.of(party.id()));
    }
  }

  public void file(String caseId, DocumentKind kind, Optional<String> partyId) {
    documents.add(mediator, caseId, new NewDocument(kind, "材料 " + kind, partyId), scan);
  }

  /** Runs a program of the system's. */
  public static int run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      Files.writeString(Files.createTempFile("said", ".txt"), said);
    }
    return status;
  }

  private static NewSitting.Seat seat(Party party) {
    Role role = party.side() == PartySide.APPLICANT ? Role.APPLICANT : Role.RESPONDENT;
    return NewSitting.Seat.party(party.id(), role);
  }
}
