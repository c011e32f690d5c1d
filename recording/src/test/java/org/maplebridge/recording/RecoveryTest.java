package org.maplebridge.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.Verification.Problem;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.seal.LedgerEntry.Segment;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.verify.Verifier;

/**
 * What the next start finds after a cut: the folder as it lay on the disk while the recorder ran,
 * with further harm done to it. Kept, marked, continued and sealed; nothing passed over in silence.
 */
class RecoveryTest {

  @TempDir Path root;

  private final FedRoom room = new FedRoom();
  private Path folder;

  @BeforeEach
  void cut() throws Exception {
    Path live = root.resolve("live");
    try (RecordingService service = Sittings.service(live, room)) {
      LiveRecording running = service.start(Sittings.order("r1"), room, new Sittings.Faults());
      room.play(List.of(new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 5), 0)));
      while (room.leaked() > 0) {
        Thread.sleep(5);
      }
      folder = root.resolve("left").resolve("r1");
      copy(live.resolve("r1"), folder);
      running.stop("host-stopped").toCompletableFuture().join();
    }
  }

  @Test
  void aCutLeavesNothingToComplainOf() throws Exception {
    SealedRecording sealed = continueAndSeal();
    assertEquals(List.of(), problems());
    assertTrue(sealed.interrupted());
    assertEquals(2, sealed.tracks().size());
  }

  @Test
  void aCutThatNobodyContinuesIsAGapToo() throws Exception {
    try (RecordingService service = Sittings.service(root.resolve("left"), room)) {
      SealedRecording sealed = service.seal("r1");
      assertEquals(List.of(Gap.Cause.INTERRUPTED), sealed.gaps().stream().map(Gap::cause).toList());
    }
    assertEquals(List.of(), problems());
  }

  @Test
  void aCorruptedLastSegmentIsKeptMarkedAndNamed() throws Exception {
    Segment last = lastSegment();
    Path track = folder.resolve(last.file());
    byte[] bytes = Files.readAllBytes(track);
    bytes[(int) last.offset() + 5] ^= 0x40;
    Files.write(track, bytes);
    SealedRecording sealed = continueAndSeal();
    assertArrayEquals(bytes, Files.readAllBytes(track), "the faulty original is kept");
    assertEquals(Gap.Cause.DAMAGED, sealed.tracks().getFirst().gaps().getLast().cause());
    Problem problem = only(problems());
    assertEquals(last.file(), problem.file());
    assertEquals(last.offset(), problem.offset());
    assertEquals(last.length(), problem.length());
    assertTrue(problem.what().contains("damaged before the seal"));
  }

  @Test
  void aTrackThatLostItsEndIsMarkedAndNamed() throws Exception {
    Segment last = lastSegment();
    Path track = folder.resolve(last.file());
    Files.write(track, Arrays.copyOf(Files.readAllBytes(track), (int) last.offset() + 3));
    SealedRecording sealed = continueAndSeal();
    assertEquals(Gap.Cause.DAMAGED, sealed.tracks().getFirst().gaps().getLast().cause());
    assertEquals(last.offset(), only(problems()).offset());
  }

  @Test
  void aLedgerThatDoesNotFitIsKeptAndBegunAnew() throws Exception {
    Path ledger = folder.resolve("ledger.jsonl");
    List<String> lines = Files.readAllLines(ledger);
    lines.set(4, "what once was a line");
    Files.writeString(ledger, String.join("\n", lines) + "\n{\"n\":torn");
    byte[] found = Files.readAllBytes(ledger);
    continueAndSeal();
    assertArrayEquals(found, Files.readAllBytes(folder.resolve("faulty/ledger-001.jsonl")));
    List<Problem> named = problems();
    assertTrue(named.stream().anyMatch(p -> p.what().contains("faulty/ledger-001.jsonl")));
    assertEquals(List.of(), LedgerFile.read(ledger).breaks());
  }

  @Test
  void aLedgerWithoutOneWholeLineIsKeptAndTheRecordingBegins() throws Exception {
    Files.write(folder.resolve("ledger.jsonl"), "{\"n\":0".getBytes(StandardCharsets.UTF_8));
    Files.delete(folder.resolve("tracks/001-microphone.mka"));
    SealedRecording sealed = continueAndSeal();
    assertEquals(1, sealed.tracks().size());
    assertEquals("{\"n\":0", Files.readString(folder.resolve("faulty/ledger-001.jsonl")));
    assertEquals(List.of(), problems());
  }

  private SealedRecording continueAndSeal() throws Exception {
    try (RecordingService service = Sittings.service(root.resolve("left"), room)) {
      room.pass(30);
      LiveRecording live = service.start(Sittings.order("r1"), room, new Sittings.Faults());
      room.play(List.of(new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 1), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      return service.seal("r1");
    }
  }

  private List<Problem> problems() throws IOException {
    return Verifier.selfContained().verify(folder).problems();
  }

  private static Problem only(List<Problem> problems) {
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst();
  }

  private Segment lastSegment() throws IOException {
    LedgerSummary summary = LedgerSummary.of(LedgerFile.read(folder.resolve("ledger.jsonl")));
    return summary.tracks().getFirst().segments().getLast();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
