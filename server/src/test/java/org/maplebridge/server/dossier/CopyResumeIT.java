package org.maplebridge.server.dossier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
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
import org.maplebridge.server.cases.RecordingSummary.CopyState;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/** A viewing copy that was in the making when the server ended is made after its start. */
class CopyResumeIT {
  @TempDir Path folder;

  private final CaseSide side = new CaseSide();
  private final Staff mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
  private final SealingKey key;
  private String caseId = "";

  CopyResumeIT() throws Exception {
    key = SealingKey.generate(Scheme.ED25519);
  }

  @Test
  void whatWasInTheMakingIsMadeAndAnsweredForAfterARestart() throws Exception {
    String id;
    try (RecordingService first = recorder();
        Bridge bridge = MediaBridge.start(BridgeConfig.defaults())) {
      id = recorded(first, bridge);
      await(id, row -> row.copyState() == CopyState.COMPOSING && row.copyProgress() > 0);
    }
    assertEquals(CopyState.COMPOSING, row(id).copyState(), "cut off");
    assertEquals(Optional.empty(), row(id).copySha256());

    String hash;
    try (RecordingService second = recorder()) {
      keeper(second).recover();
      await(id, row -> row.copyState() == CopyState.READY);
      hash = row(id).copySha256().orElseThrow();
      caseRecorder(second).recompose(id);
      await(id, row -> row.copyState() == CopyState.COMPOSING && row.copyProgress() > 0);
    }
    try (RecordingService third = recorder()) {
      assertTrue(
          third.viewingCopy(id).isPresent(), "the old copy stays until the new one is whole");
      keeper(third).recover();
      await(id, row -> row.copyState() == CopyState.READY);
      assertEquals(Optional.of(hash), row(id).copySha256(), "the same to the last byte");
      assertTrue(Files.exists(third.folder(id).resolve("viewing").resolve("viewing.mp4")));
    }
    assertTrue(
        side.cases.detail(mediator, caseId, Locale.SIMPLIFIED_CHINESE).story().stream()
            .anyMatch(line -> line.text().contains("与之前逐字节相同")));
  }

  private RecordingService recorder() throws Exception {
    return new RecordingService(folder, 0, key, Optional.empty(), side.clock, System::nanoTime, 1);
  }

  private CaseRecorder caseRecorder(RecordingService recorder) {
    return side.caseRecorder(recorder, Runnable::run);
  }

  private DossierKeeper keeper(RecordingService recorder) {
    return new DossierKeeper(
        side.jdbi,
        recorder,
        caseRecorder(recorder),
        side.recordings,
        side.sittings,
        side.story,
        side.clock);
  }

  /** A sitting of 40 seconds, sealed; its viewing copy is being made. */
  private String recorded(RecordingService recorder, Bridge bridge) {
    caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    String sitting = book();
    CaseRecorder door = caseRecorder(recorder);
    try (var room = bridge.openRoom(new RoomSpec(sitting, sitting), new EmptyRoom())) {
      door.start(side.sittings.find(sitting).orElseThrow(), room, fault -> {})
          .toCompletableFuture()
          .join();
      side.pass(Duration.ofSeconds(40));
      door.finish(sitting).toCompletableFuture().join();
    }
    side.sittings.move(sitting, SittingState.ENDED);
    return side.recordings.ofSitting(sitting).orElseThrow().id();
  }

  private String book() {
    List<NewSitting.Seat> seats =
        side.cases.detail(mediator, caseId, Locale.SIMPLIFIED_CHINESE).parties().stream()
            .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
            .toList();
    OffsetDateTime at = OffsetDateTime.parse("2026-11-23T10:00+08:00");
    return side.planning.book(
        mediator,
        new NewSitting(
            caseId,
            SittingKind.MEDIATION,
            at,
            at.plusHours(1),
            Optional.empty(),
            mediator.id(),
            seats));
  }

  private RecordingRow row(String id) {
    return side.recordings.find(id).orElseThrow();
  }

  private void await(String id, Predicate<RecordingRow> wanted) {
    while (!wanted.test(row(id))) {
      Thread.onSpinWait();
    }
  }
}
