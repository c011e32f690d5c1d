package org.maplebridge.recording.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.recording.MemoryFolder;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;

/** Each single bit of a ledger is flipped in turn: always a named place, never an exception. */
class LedgerSweepTest {

  @TempDir(factory = MemoryFolder.class)
  static Path root;

  /** The whole folder is verified for each such bit, the ledger alone for every bit. */
  private static final int STRIDE = 37;

  @Test
  void everyFlippedBitIsNamedWithItsPlace() throws Exception {
    Path folder = record();
    Path ledger = folder.resolve("ledger.jsonl");
    byte[] honest = Files.readAllBytes(ledger);
    LedgerFile read = LedgerFile.parse(honest);
    for (int bit = 0; bit < honest.length * 8; bit++) {
      byte[] changed = honest.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertBroken(LedgerFile.parse(changed), read, bit);
      if (bit % STRIDE == 0) {
        Files.write(ledger, changed);
        assertNamed(folder, bit);
      }
    }
    Files.write(ledger, honest);
    assertEquals(List.of(), Verifier.selfContained().verify(folder).problems());
  }

  /** Only the last line may change without a break: its hash is the head, which is signed. */
  private static void assertBroken(LedgerFile found, LedgerFile honest, int bit) {
    long place = bit / 8;
    boolean named =
        found.breaks().stream()
            .anyMatch(b -> b.offset() <= place && place < b.offset() + b.length());
    boolean torn = !found.tail().isEmpty() && place >= found.wholeBytes();
    assertTrue(named || torn || !found.head().equals(honest.head()), "bit " + bit);
    LedgerSummary summary = LedgerSummary.of(found);
    assertTrue(summary.seconds() >= 0, "bit " + bit);
  }

  private static void assertNamed(Path folder, int bit) throws Exception {
    Verification found = Verifier.selfContained().verify(folder);
    int place = bit / 8;
    boolean named =
        found.problems().stream()
            .anyMatch(
                problem ->
                    problem.file().equals("ledger.jsonl")
                        && problem.offset() <= place
                        && place < problem.offset() + problem.length());
    assertTrue(named, "bit " + bit + " gave " + found.problems());
    assertTrue(
        found.problems().stream().allMatch(p -> p.offset() >= 0 && p.length() >= 0),
        "bit " + bit + " gave a range that cannot be: " + found.problems());
  }

  private static Path record() throws Exception {
    FedRoom room = new FedRoom();
    try (RecordingService service = Sittings.service(root, room)) {
      LiveRecording live = service.start(Sittings.order("r1"), room, new Sittings.Faults());
      room.play(List.of(new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(660, 1), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal("r1");
    }
    Path folder = root.resolve("r1");
    assertTrue(folder.resolve("ledger.jsonl").toFile().setWritable(true));
    return folder;
  }
}
