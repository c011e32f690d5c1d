package org.maplebridge.server.dossier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.MediaBridge;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.RecordingSummary.CopyState;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.server.minutes.MinutesSentences;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/** Who may watch, and that nobody watches unseen: over a real recording and a real database. */
class PlaybackDeskIT {
  private static final String ID = "recording-1";
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

  @TempDir private static Path root;

  private static CaseSide side;
  private static Bridge bridge;
  private static RecordingService recorder;
  private static PlaybackDesk desk;
  private static Staff mediator;
  private static Staff chief;
  private static String caseId;

  @BeforeAll
  static void recordAndCompose() throws Exception {
    side = new CaseSide();
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    chief = side.staff("孙值班", StaffRole.DUTY_CHIEF, CaseSide.DISTRICT);
    caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    String sittingId = side.planning.book(mediator, wanted());
    bridge = MediaBridge.start(BridgeConfig.defaults());
    recorder =
        new RecordingService(
            root,
            0,
            SealingKey.generate(Scheme.ED25519),
            Optional.empty(),
            side.clock,
            System::nanoTime,
            1);
    OffsetDateTime start = side.clock.instant().atOffset(ZoneOffset.UTC);
    var sealed = record(sittingId);
    minutes(sittingId, start);
    side.recordings.running(ID, sittingId, caseId, OffsetDateTime.parse("2026-11-23T09:00+08:00"));
    side.jdbi.useHandle(handle -> side.recordings.sealed(handle, ID, sealed));
    composed(recorder);
    side.recordings.copy(ID, CopyState.READY, 1);
    var caseRecorder = side.caseRecorder(recorder, Runnable::run);
    desk =
        new PlaybackDesk(
            side.jdbi,
            side.recordings,
            recorder,
            caseRecorder,
            side.sittings,
            new MinutesSentences(side.jdbi, Json.mapper()),
            side.story,
            side.audit,
            new SecureRandom().generateSeed(32),
            side.clock);
  }

  @AfterAll
  static void close() {
    recorder.close();
    bridge.close();
  }

  private static NewSitting wanted() {
    List<NewSitting.Seat> seats =
        side.cases.detail(mediator, caseId, ZH).parties().stream()
            .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
            .toList();
    OffsetDateTime at = OffsetDateTime.parse("2026-11-23T10:00+08:00");
    return new NewSitting(
        caseId, SittingKind.MEDIATION, at, at.plusHours(1), Optional.empty(), mediator.id(), seats);
  }

  private static SealedRecording record(String sittingId) {
    var room = bridge.openRoom(new RoomSpec("room", "room"), new EmptyRoom());
    RecordingOrder order =
        new RecordingOrder(ID, sittingId, "NJ-1", "NJ-1", "卫生间漏水", "MEDIATION", List.of());
    LiveRecording live = recorder.start(order, room, fault -> {});
    side.pass(Duration.ofSeconds(3));
    live.stop("host-stopped").toCompletableFuture().join();
    return recorder.seal(ID);
  }

  /** The opening was written before, a sentence while it was recorded, the result long after. */
  private static void minutes(String sittingId, OffsetDateTime start) {
    side.jdbi.useHandle(
        handle -> {
          handle.execute(
              "insert into minutes (id, sitting_id, case_id, form, state, version, begun_at,"
                  + " begun_by) values ('m', ?, ?, 'MEDIATION', 'WRITING', 3, ?, ?)",
              sittingId,
              caseId,
              start,
              mediator.id());
          version(handle, 1, start.minusMinutes(10), "双方到场。", "", "");
          version(handle, 2, start.plusSeconds(2), "双方到场。", "申请人说天花板还在滴水！", "");
          version(handle, 3, start.plusHours(1), "双方到场。", "申请人说天花板还在滴水！", "达成协议。");
        });
  }

  private static void version(
      Handle handle, int version, OffsetDateTime at, String who, String said, String result) {
    handle.execute(
        "insert into minutes_version (minutes_id, version, text, saved_at, saved_by)"
            + " values ('m', ?, ?, ?, ?)",
        version,
        """
        {"attendance": "%s", "notices": "", "statements": "%s", "process": "", "consensus": "",
          "result": "%s"}
        """
            .formatted(who, said, result),
        at,
        mediator.id());
  }

  private static void composed(RecordingService service) throws Exception {
    CompletableFuture<ViewingCopy> composed = new CompletableFuture<>();
    service.compose(
        ID,
        new RecordingListener() {
          @Override
          public void onFault(String sentence) {}

          @Override
          public void onComposed(ViewingCopy copy) {
            composed.complete(copy);
          }

          @Override
          public void onComposeFailed(String reason) {
            composed.completeExceptionally(new IllegalStateException(reason));
          }
        });
    composed.get(180, TimeUnit.SECONDS);
  }

  @Test
  void everyViewingIsWrittenDownWithItsPurpose() {
    Viewing viewing = desk.view(mediator, ID, "  核对调解记录 ");
    assertEquals("李调解", viewing.viewer());
    assertTrue(audited(mediator).contains("recording.play 核对调解记录 ALLOWED"));
    int before = audited(mediator).size();
    assertTrue(
        side.cases.detail(mediator, caseId, ZH).story().stream()
            .anyMatch(line -> line.text().equals("李调解回看录音录像，用途：核对调解记录")));
    refused("recording.bad-purpose", 422, () -> desk.view(mediator, ID, " x "));
    refused("recording.bad-purpose", 422, () -> desk.view(mediator, ID, "用".repeat(201)));
    refused("recording.no-such-person", 404, () -> desk.viewAlone(mediator, ID, "nobody", "核对记录"));
    assertEquals(before, audited(mediator).size(), "what was refused was not a viewing");
  }

  @Test
  void theMinutesLeadToWhereItWasSaid() {
    List<Viewing.Sentence> minutes = desk.view(mediator, ID, "核对调解记录").minutes();
    assertEquals(
        List.of("双方到场。", "申请人说天花板还在滴水！", "达成协议。"),
        minutes.stream().map(Viewing.Sentence::text).toList());
    assertEquals(
        List.of(Optional.empty(), Optional.of(0.0), Optional.empty()),
        minutes.stream().map(Viewing.Sentence::atSeconds).toList());
  }

  @Test
  void whoSeesTheCaseDoesNotThereforeSeeThePictures() {
    refused("recording.not-permitted", 403, () -> desk.view(chief, ID, "监督检查"));
    refused("recording.not-permitted", 403, () -> desk.viewAlone(chief, ID, "p", "监督检查"));
    refused("recording.not-permitted", 403, () -> desk.composeAgain(chief, ID));
    assertEquals(3, audited(chief).stream().filter(row -> row.endsWith("REFUSED")).count());
    Staff stranger = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    refused("recording.unknown", 404, () -> desk.view(stranger, ID, "监督检查"));
  }

  @Test
  void anAddressOpensOnePartUntilItsTime() {
    Viewing viewing = desk.view(mediator, ID, "整理调解协议");
    long expires = viewing.expiresAt().toEpochSecond();
    String signature = signature(viewing.url());
    assertTrue(desk.copy(ID, expires, signature).endsWith("viewing.mp4"));
    String sheet = signature(viewing.thumbnails().url());
    assertTrue(desk.thumbnails(ID, expires, sheet).endsWith("thumbnails.jpg"));
    refused("recording.unknown", 404, () -> desk.copy(ID, expires, sheet));
    refused("recording.unknown", 404, () -> desk.copy(ID, expires + 1, signature));
    refused("recording.unknown", 404, () -> desk.alone(ID, "p", expires, signature));
    side.pass(Duration.ofHours(4));
    refused("recording.expired", 410, () -> desk.copy(ID, expires, signature));
  }

  private static String signature(String url) {
    return url.substring(url.indexOf("signature=") + "signature=".length());
  }

  private static List<String> audited(Staff staff) {
    return side.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select action || ' ' || purpose || ' ' || outcome from audit_log"
                        + " where actor = :who and object = :id order by seq")
                .bind("who", staff.id())
                .bind("id", ID)
                .mapTo(String.class)
                .list());
  }

  private static void refused(String id, int status, Executable call) {
    ProblemException problem = assertThrows(ProblemException.class, call);
    assertEquals(id, problem.id());
    assertEquals(status, problem.status());
  }
}
