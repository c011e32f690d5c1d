package org.maplebridge.server.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.MediaBridge;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.dossier.CaseChronicle;
import org.maplebridge.server.dossier.CaseRecorder;
import org.maplebridge.server.dossier.EmptyRoom;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.server.reconciliation.Difference.Kind;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;

/** Recordings go missing, change and stay open; each time the case gets its alarm. */
class ReconciliationIT {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

  @TempDir Path folder;

  private final CaseSide side = new CaseSide();
  private final Staff mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
  private final Staff admin = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
  private final Staff stranger = side.staff("王远", StaffRole.MEDIATOR, CaseSide.HUGUO);
  private Bridge bridge;
  private RecordingService recorder;
  private CaseRecorder door;
  private CaseChronicle chronicle;
  private Reconciliation reconciliation;
  private String caseId;
  private Sitting sitting;

  @BeforeEach
  void open() throws Exception {
    bridge = MediaBridge.start(BridgeConfig.defaults());
    recorder =
        new RecordingService(
            folder,
            0,
            SealingKey.generate(Scheme.ED25519),
            Optional.empty(),
            side.clock,
            System::nanoTime,
            1);
    door = side.caseRecorder(recorder, Runnable::run);
    chronicle = new CaseChronicle(side.jdbi, side.sittings, side.story, side.audit);
    reconciliation =
        new Reconciliation(
            side.jdbi, recorder, side.story, side.audit, side.texts, side.ids, side.clock);
    caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    sitting = book();
  }

  @AfterEach
  void close() {
    recorder.close();
    bridge.close();
  }

  @Test
  void whatIsStoredAsItWasRecordedRaisesNothing() {
    record(Duration.ofMinutes(5), Duration.ZERO);
    finish();
    reconciliation.run();
    assertEquals(List.of(), kinds(admin));
    assertEquals(
        true,
        side.jdbi.withHandle(
            h -> h.createQuery("select verified_ok from recording").mapTo(Boolean.class).one()));
  }

  @Test
  void aRecordingThatIsGoneIsAnAlarmOfItsCaseUntilItIsBack() throws Exception {
    record(Duration.ofMinutes(5), Duration.ZERO);
    finish();
    Path there = folder.resolve(id());
    Path away = Files.createTempDirectory(folder.getParent(), "away").resolve("r");
    Files.move(there, away);
    reconciliation.run();
    assertEquals(List.of(Kind.SEAL_MISSING), kinds(mediator));
    assertEquals(List.of(), kinds(stranger));
    assertEquals(Optional.of(caseId), reconciliation.alarms(admin, ZH).getFirst().caseId());
    assertTrue(
        side.cases.detail(mediator, caseId, ZH).toString().contains("已封存的录音录像找不到了"),
        "the case's time line tells it");
    reconciliation.run();
    assertEquals(1, kinds(admin).size(), "told once");
    Files.move(away, there);
    reconciliation.run();
    assertEquals(List.of(), kinds(admin));
  }

  @Test
  void aChangedFileAndAChangedSealAreAlarms() throws Exception {
    record(Duration.ofMinutes(5), Duration.ZERO);
    finish();
    Path ledger = folder.resolve(id()).resolve("ledger.jsonl");
    byte[] honest = Files.readAllBytes(ledger);
    assertTrue(ledger.toFile().setWritable(true));
    byte[] changed = honest.clone();
    changed[40] ^= 1;
    Files.write(ledger, changed);
    reconciliation.run();
    assertEquals(List.of(Kind.NOT_WHOLE), kinds(admin));
    Files.write(ledger, honest);
    reconciliation.run();
    assertEquals(List.of(), kinds(admin));
    Path manifest = folder.resolve(id()).resolve("manifest.json");
    assertTrue(manifest.toFile().setWritable(true));
    Files.writeString(manifest, Files.readString(manifest) + " ");
    reconciliation.run();
    assertEquals(List.of(Kind.SEAL_CHANGED), kinds(admin));
  }

  @Test
  void aFileThatGrewOrWentIsNoticedTheNextDayThoughAllWasHashedLately() throws Exception {
    record(Duration.ofMinutes(5), Duration.ZERO);
    finish();
    reconciliation.run();
    Path order = folder.resolve(id()).resolve("order.json");
    byte[] honest = Files.readAllBytes(order);
    Files.delete(order);
    reconciliation.run();
    assertEquals(List.of(Kind.NOT_WHOLE), kinds(admin));
    Files.write(order, honest);
    reconciliation.run();
    assertEquals(List.of(), kinds(admin));
    Files.write(order, new byte[] {' '}, StandardOpenOption.APPEND);
    reconciliation.run();
    assertEquals(List.of(Kind.NOT_WHOLE), kinds(admin));
  }

  @Test
  void whatIsIncompleteIsVerifiedAllTheSame() throws Exception {
    record(Duration.ofMinutes(5), Duration.ofSeconds(90));
    finish();
    reconciliation.run();
    reconciliation.settle(admin, reconciliation.alarms(admin, ZH).getFirst().id(), "停电");
    Files.delete(folder.resolve(id()).resolve("order.json"));
    reconciliation.run();
    assertEquals(List.of(Kind.NOT_WHOLE), kinds(admin));
    assertEquals("录音录像校验不通过，首处 order.json", reconciliation.alarms(admin, ZH).getFirst().sentence());
  }

  @Test
  void missingMinutesAreCounted() {
    record(Duration.ofMinutes(5), Duration.ofSeconds(90));
    finish();
    reconciliation.run();
    assertEquals(List.of(Kind.INCOMPLETE), kinds(admin));
    assertTrue(reconciliation.alarms(admin, ZH).getFirst().sentence().contains("缺 90 秒"));
  }

  @Test
  void whatWasNeverStoredOrNeverSealedOrBelongsToNobodyIsAnAlarm() {
    event(RoomListener.Kind.RECORDING_STARTED);
    side.pass(Duration.ofMinutes(1));
    event(RoomListener.Kind.RECORDING_STOPPED);
    reconciliation.run();
    assertEquals(List.of(Kind.NOT_STORED), kinds(admin));

    record(Duration.ofMinutes(1), Duration.ZERO);
    side.sittings.move(sitting.id(), SittingState.ENDED);
    event(RoomListener.Kind.CLOSED);
    side.pass(Duration.ofMinutes(11));
    reconciliation.run();
    assertEquals(List.of(Kind.NOT_SEALED), kinds(admin));

    side.jdbi.useHandle(handle -> handle.execute("delete from recording"));
    reconciliation.run();
    assertEquals(List.of(Kind.NOT_STORED, Kind.UNKNOWN), kinds(admin).stream().sorted().toList());
    assertEquals(List.of(Kind.NOT_STORED), kinds(mediator), "no case, no business of theirs");
  }

  @Test
  void aPersonSettlesAnAlarmWithARemarkAndItDoesNotComeBack() {
    record(Duration.ofMinutes(5), Duration.ofSeconds(90));
    finish();
    reconciliation.run();
    String alarm = reconciliation.alarms(mediator, ZH).getFirst().id();
    assertEquals(
        "reconciliation.bad-remark",
        assertThrows(ProblemException.class, () -> reconciliation.settle(mediator, alarm, " "))
            .id());
    assertEquals(
        "reconciliation.unknown",
        assertThrows(ProblemException.class, () -> reconciliation.settle(stranger, alarm, "看过"))
            .id());
    reconciliation.settle(mediator, alarm, "停电，已向当事人说明");
    reconciliation.run();
    assertEquals(List.of(), kinds(admin));
    Reconciliation.AlarmView settled = reconciliation.settled(admin, ZH).getFirst();
    assertEquals(Optional.of("停电，已向当事人说明"), settled.remark());
    assertEquals(Optional.of("李调解"), settled.settledBy());
    assertEquals(Optional.of("卫生间漏水"), settled.caseTitle());
    assertEquals(List.of(), reconciliation.settled(stranger, ZH));
  }

  @Test
  void whatWasDestroyedWithItsDossierIsNotMissed() throws Exception {
    record(Duration.ofMinutes(5), Duration.ZERO);
    finish();
    Path folderOf = folder.resolve(id());
    side.jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into dossier (case_id, id, archived_at, archived_by, tag_manifest_sha256,
                      bytes, files, retention, destroyed_at)
                    values (:case, 'dossier', now(), :staff, '0', 1, 1, 'YEARS_5', now())
                    """)
                .bind("case", caseId)
                .bind("staff", admin.id())
                .execute());
    reconciliation.run();
    assertEquals(List.of(Kind.UNKNOWN), kinds(admin), "it should have gone with the dossier");
    Files.move(folderOf, Files.createTempDirectory(folder.getParent(), "away").resolve("r"));
    reconciliation.run();
    assertEquals(List.of(), kinds(admin));
  }

  /** Not a difference: the statement that there was nothing to store. */
  @Test
  void aSittingWithoutATapSaysSoAndOneWithATapDoesNot() {
    event(RoomListener.Kind.UNTAPPED);
    assertEquals(1, untapped());
    record(Duration.ofMinutes(1), Duration.ZERO);
    event(RoomListener.Kind.UNTAPPED);
    assertEquals(1, untapped(), "it had been recorded before a restart");
  }

  private long untapped() {
    return side.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from audit_log where action = 'room.untapped' and object = ?")
                .bind(0, sitting.id())
                .mapTo(Long.class)
                .one());
  }

  @Test
  void itWorksOnceADay() {
    event(RoomListener.Kind.RECORDING_STARTED);
    side.pass(Duration.ofMinutes(1));
    reconciliation.tick();
    event(RoomListener.Kind.RECORDING_STOPPED);
    reconciliation.tick();
    assertEquals(List.of(), kinds(admin));
    side.pass(Duration.ofDays(1));
    reconciliation.tick();
    assertEquals(List.of(Kind.NOT_STORED), kinds(admin));
  }

  /** Records, and lets the room believe that it went on for a while longer. */
  private void record(Duration time, Duration unrecorded) {
    try (var room = bridge.openRoom(new RoomSpec(side.ids.next(), sitting.id()), new EmptyRoom())) {
      door.start(sitting, room, fault -> {}).toCompletableFuture().join();
      event(RoomListener.Kind.RECORDING_STARTED);
      side.pass(time);
      door.stop(sitting.id(), "host-stopped").toCompletableFuture().join();
      side.pass(unrecorded);
      event(RoomListener.Kind.RECORDING_STOPPED);
    }
  }

  private void finish() {
    door.finish(sitting.id()).toCompletableFuture().join();
    side.sittings.move(sitting.id(), SittingState.ENDED);
    event(RoomListener.Kind.CLOSED);
    side.pass(Duration.ofMinutes(11));
  }

  private void event(RoomListener.Kind kind) {
    chronicle.onEvent(
        new RoomListener.RoomEvent(kind, sitting.id(), Optional.empty(), Optional.empty(), true));
  }

  private List<Kind> kinds(Staff staff) {
    return reconciliation.alarms(staff, ZH).stream().map(Reconciliation.AlarmView::kind).toList();
  }

  private String id() {
    return side.recordings.ofCase(caseId).getFirst().id();
  }

  private Sitting book() {
    List<NewSitting.Seat> seats =
        side.cases.detail(mediator, caseId, ZH).parties().stream()
            .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
            .toList();
    OffsetDateTime ten = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");
    String id =
        side.planning.book(
            mediator,
            new NewSitting(
                caseId,
                SittingKind.MEDIATION,
                ten,
                ten.plusHours(1),
                Optional.empty(),
                mediator.id(),
                seats));
    return side.sittings.find(id).orElseThrow();
  }
}
