package org.maplebridge.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.UnfinishedRecording;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.Probe;
import org.maplebridge.recording.media.RtpEncoder;

/** A process of its own is killed with SIGKILL while it records. */
class CrashTest {

  @TempDir Path root;

  private final FedRoom room = new FedRoom();
  private final Sittings.Faults faults = new Sittings.Faults();

  @Test
  void whatWasFlushedIsPlayableMarkedAndCanBeContinued() throws Exception {
    killWhileRecording();
    cutLastLedgerLine();
    try (RecordingService service = Sittings.service(root, room)) {
      UnfinishedRecording left = service.unfinished().getFirst();
      assertTrue(left.interrupted());
      assertEquals(Sittings.order("r1"), left.order());
      room.pass(60);
      LiveRecording live = service.start(left.order(), room, faults);
      room.play(List.of(new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 2), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      SealedRecording sealed = service.seal("r1");
      assertTrue(sealed.interrupted());
      assertEquals(Gap.Cause.INTERRUPTED, sealed.gaps().getFirst().cause());
      assertEquals(3, sealed.tracks().size());
      checkInterrupted(sealed.tracks());
      assertEquals(List.of(), service.verify("r1").problems());
    }
  }

  @Test
  void whatWasFlushedCanBeSealedAsItIs() throws Exception {
    killWhileRecording();
    try (RecordingService service = Sittings.service(root, room)) {
      SealedRecording sealed = service.seal("r1");
      assertTrue(sealed.interrupted());
      assertEquals(2, sealed.tracks().size());
      checkInterrupted(sealed.tracks());
      assertEquals(List.of(), service.verify("r1").problems());
      assertEquals(List.of(), service.unfinished());
    }
  }

  /** Of six seconds sent, five at least are there: not more than the last second is lost. */
  private void checkInterrupted(List<RecordedTrack> tracks) throws Exception {
    for (RecordedTrack track : tracks.subList(0, 2)) {
      Probe probe = Probe.of(root.resolve("r1").resolve(track.file()));
      if (track.kind().isAudio()) {
        assertTrue(probe.soundSeconds() >= 4.9, "sound of " + probe.soundSeconds());
        assertTrue(probe.share(440, 1, 4.5) > 0.9);
      } else {
        assertTrue(probe.pictures().size() >= 122, "pictures " + probe.pictures().size());
      }
    }
  }

  private void killWhileRecording() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Victim.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.equals("played")) {
        line = out.readLine();
      }
      assertEquals("played", line);
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertFalse(Files.exists(root.resolve("r1").resolve("manifest.json")));
  }

  private void cutLastLedgerLine() throws Exception {
    Path ledger = root.resolve("r1").resolve("ledger.jsonl");
    Files.writeString(ledger, "{\"n\":99,\"at\":\"2026-0", StandardOpenOption.APPEND);
  }

  /** The process that is killed. */
  public static final class Victim {
    private Victim() {}

    /**
     * Plays six seconds, says so, and stays.
     *
     * @param args the root folder
     */
    public static void main(String[] args) throws Exception {
      FedRoom room = new FedRoom();
      RecordingService service = Sittings.service(Path.of(args[0]), room);
      service.start(Sittings.order("r1"), room, new Sittings.Faults());
      room.play(
          List.of(
              new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 6), 0),
              new Feed(Sittings.MEDIATOR_FACE, RtpEncoder.picture(Codec.VP8, 320, 240, 6), 0)));
      while (room.leaked() > 0) {
        Thread.sleep(5); // the writer has not taken everything from its queue
      }
      System.out.println("played");
      Thread.sleep(60_000);
      service.close();
    }
  }
}
