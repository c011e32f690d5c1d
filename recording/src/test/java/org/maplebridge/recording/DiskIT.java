package org.maplebridge.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordingException;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.Probe;
import org.maplebridge.recording.media.RtpEncoder;

/** Disks that are full, read-only or do not answer: real small file systems, not simulated ones. */
class DiskIT {

  private static final int MEGABYTES = 24;

  @TempDir Path place;

  private final FedRoom room = new FedRoom();
  private final Sittings.Faults faults = new Sittings.Faults();

  @Test
  void aFullDiskEndsRecordingsCleanlyAndHarmsNothingElse() throws Exception {
    try (Disk disk = Disk.tmpfs(place.resolve("disk"), MEGABYTES)) {
      Path root = disk.path().resolve("recordings");
      try (RecordingService service = Sittings.service(root, room)) {
        sealed(service, "earlier");
        LiveRecording live = service.start(Sittings.order("r1"), room, faults);
        play(3);
        Path hog = disk.fill();
        play(8);
        awaitFault();
        live.stop("host-stopped").toCompletableFuture().join();
        assertEquals(0, room.leaked(), "the room got all its packets back");
        assertEquals(List.of(), service.verify("earlier").problems());

        Files.delete(hog);
        LiveRecording again = service.start(Sittings.order("r1"), room, faults);
        play(2);
        again.stop("host-stopped").toCompletableFuture().join();
        SealedRecording sealed = service.seal("r1");
        assertEquals(List.of(), service.verify("r1").problems());
        assertTrue(sealed.interrupted());
        assertEquals(
            List.of(Gap.Cause.INTERRUPTED), sealed.gaps().stream().map(Gap::cause).toList());
        Path voice = root.resolve("r1").resolve(sealed.tracks().getFirst().file());
        assertTrue(Probe.of(voice).soundSeconds() >= 2, "what was flushed before is there");
      }
    }
  }

  @Test
  void aLowDiskRefusesNewRecordingsBeforeItHarmsRunningOnes() throws Exception {
    try (Disk disk = Disk.tmpfs(place.resolve("disk"), MEGABYTES)) {
      Path root = disk.path().resolve("recordings");
      long watermark = 8 << 20;
      try (RecordingService service =
          new RecordingService(
              root,
              watermark,
              Sittings.key(),
              Optional.empty(),
              room.clock(),
              room.nanoTime(),
              1)) {
        LiveRecording live = service.start(Sittings.order("r1"), room, faults);
        Files.write(disk.path().resolve("hog"), new byte[17 << 20]);
        RecordingException refused =
            assertThrows(
                RecordingException.class,
                () -> service.start(Sittings.order("r2"), new FedRoom(), faults));
        assertEquals("recording.disk-low", refused.id());
        play(2);
        live.stop("host-stopped").toCompletableFuture().join();
        assertEquals(List.of(), faults.sentences());
        service.seal("r1");
        assertEquals(List.of(), service.verify("r1").problems());
      }
    }
  }

  @Test
  void anUnwritableFolderIsToldAndNothingHangs() throws Exception {
    try (Disk disk = Disk.tmpfs(place.resolve("disk"), MEGABYTES)) {
      Path root = disk.path().resolve("recordings");
      try (RecordingService service = Sittings.service(root, room)) {
        LiveRecording live = service.start(Sittings.order("r1"), room, faults);
        play(2);
        // Files open for writing keep a file system from becoming read-only; their folder does not.
        live.stop("host-stopped").toCompletableFuture().join();
        disk.makeReadOnly();
        assertEquals(
            "recording.disk",
            assertThrows(
                    RecordingException.class,
                    () -> service.start(Sittings.order("r1"), room, faults))
                .id());
        assertEquals(
            "recording.disk",
            assertThrows(RecordingException.class, () -> service.seal("r1")).id());
        disk.makeWritable();
        service.seal("r1");
        assertEquals(List.of(), service.verify("r1").problems());
      }
    }
  }

  /** The one test with a clock of the wall: that a person is told within three seconds. */
  @Test
  void aDiskThatDoesNotAnswerIsToldWithinThreeSecondsAndNeverHoldsUpTheRoom() throws Exception {
    try (Disk disk = Disk.ext4(place.resolve("disk"), place.resolve("image"), 48)) {
      Path root = disk.path().resolve("recordings");
      try (RecordingService service = Sittings.service(root, room)) {
        LiveRecording live = service.start(Sittings.order("r1"), room, faults);
        play(2);
        disk.freeze();
        long frozen = System.nanoTime();
        play(4);
        awaitFault();
        long told = System.nanoTime() - frozen;
        disk.thaw();
        awaitRecovery();
        play(2);
        live.stop("host-stopped").toCompletableFuture().join();
        service.seal("r1");
        assertEquals(List.of(), service.verify("r1").problems());
        assertTrue(TimeUnit.NANOSECONDS.toMillis(told) <= 3_000 + PLAY_MILLIS, "told " + told);
      }
      assertEquals(0, room.leaked());
    }
  }

  /** Feeding the room takes some time too, on a busy machine. */
  private static final long PLAY_MILLIS = 2_000;

  private void sealed(RecordingService service, String id) throws Exception {
    LiveRecording live = service.start(Sittings.order(id), room, faults);
    play(1);
    live.stop("host-stopped").toCompletableFuture().join();
    service.seal(id);
  }

  private void play(int seconds) throws Exception {
    room.play(
        List.of(
            new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, seconds), 0),
            new Feed(Sittings.MEDIATOR_FACE, RtpEncoder.picture(Codec.VP8, 320, 240, seconds), 0)));
  }

  private void awaitFault() throws InterruptedException {
    while (faults.sentences().isEmpty()) {
      Thread.sleep(5);
    }
  }

  private void awaitRecovery() throws InterruptedException {
    while (faults.recoveries() == 0) {
      Thread.sleep(5);
      room.pass(0.01); // the writer looks at its clock
    }
  }
}
