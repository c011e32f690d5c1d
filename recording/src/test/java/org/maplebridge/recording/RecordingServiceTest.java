package org.maplebridge.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingException;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.Probe;
import org.maplebridge.recording.media.RtpDatagram;
import org.maplebridge.recording.media.RtpEncoder;

/** A sitting from start to verified seal, with media encoded and read back by FFmpeg. */
class RecordingServiceTest {

  @TempDir Path root;

  private final FedRoom room = new FedRoom();
  private final Sittings.Faults faults = new Sittings.Faults();

  @Test
  void recordsEverySourceAlignedAndSealsIt() throws Exception {
    try (RecordingService service = Sittings.service(root, room)) {
      LiveRecording live = service.start(Sittings.order("r1"), room, faults);
      live.note(TimelineEvent.of("participant-joined", "p-party"));
      room.play(
          List.of(
              new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 4), 0),
              new Feed(Sittings.MEDIATOR_FACE, RtpEncoder.picture(Codec.VP8, 320, 240, 4), 0),
              new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(660, 3), 1),
              new Feed(Sittings.PARTY_FACE, RtpEncoder.picture(Codec.H264, 322, 242, 3), 1)));
      live.stop("host-stopped").toCompletableFuture().join();
      SealedRecording sealed = service.seal("r1");

      assertEquals(4, sealed.tracks().size());
      assertEquals(4, sealed.seconds(), 0.2);
      assertFalse(sealed.interrupted());
      assertTrue(sealed.gaps().isEmpty());
      checkVoice(track(sealed, Sittings.MEDIATOR_VOICE), 440, 0, 4);
      checkVoice(track(sealed, Sittings.PARTY_VOICE), 660, 1, 3);
      checkFace(track(sealed, Sittings.MEDIATOR_FACE), 320, 240, 0, 100);
      checkFace(track(sealed, Sittings.PARTY_FACE), 322, 242, 1, 75);
      Verification verification = service.verify("r1");
      assertEquals(List.of(), verification.problems());
      assertTrue(verification.ok());
      assertTrue(verification.checked().segments() >= 12, "segments of about a second");
    }
    assertEquals(List.of(), faults.sentences());
    assertEquals(0, room.leaked());
  }

  private void checkVoice(RecordedTrack track, double hz, double start, double seconds)
      throws Exception {
    assertEquals(start, track.startSeconds(), 0.05);
    assertEquals(seconds, track.seconds(), 0.05);
    assertEquals(List.of(), track.gaps());
    Probe probe = Probe.of(root.resolve("r1").resolve(track.file()));
    assertEquals(seconds, probe.soundSeconds(), 0.05);
    assertEquals(start, probe.soundStarts().getFirst(), 0.05);
    assertTrue(probe.share(hz, 0.5, seconds - 0.5) > 0.9, "the tone is there");
  }

  private void checkFace(RecordedTrack track, int width, int height, double start, int frames)
      throws Exception {
    assertEquals(start, track.startSeconds(), 0.05);
    assertEquals(frames, track.frames());
    Probe probe = Probe.of(root.resolve("r1").resolve(track.file()));
    assertEquals(frames, probe.pictures().size());
    assertEquals(start, probe.pictures().getFirst().seconds(), 0.05);
    assertEquals(width, probe.pictures().getFirst().width());
    assertEquals(height, probe.pictures().getFirst().height());
    assertTrue(probe.pictures().stream().allMatch(picture -> picture.brightness() > 120));
  }

  @Test
  void aLostPicturePacketIsAGapUntilTheNextKeyFrame() throws Exception {
    List<RtpDatagram> picture = RtpEncoder.picture(Codec.VP8, 320, 240, 4);
    List<RtpDatagram> damaged = new ArrayList<>(picture);
    long thirtieth =
        picture.stream()
            .mapToLong(RtpDatagram::timestamp)
            .distinct()
            .skip(30)
            .findFirst()
            .orElseThrow();
    damaged.removeIf(datagram -> datagram.timestamp() == thirtieth);
    long lost = picture.size() - damaged.size();

    SealedRecording sealed = record(new Feed(Sittings.MEDIATOR_FACE, damaged, 0));

    RecordedTrack track = sealed.tracks().getFirst();
    assertEquals(lost, track.packetsLost());
    assertEquals(80, track.frames(), "from the 30th picture to the key frame of the 50th");
    Gap gap = track.gaps().getFirst();
    assertEquals(Gap.Cause.LOSS, gap.cause());
    assertEquals(800, gap.to().toEpochMilli() - gap.from().toEpochMilli(), 60);
    assertTrue(room.keyFrameRequests().contains("s2"));
    assertEquals(80, Probe.of(root.resolve("r1").resolve(track.file())).pictures().size());
  }

  @Test
  void lateAndSwappedPacketsArePutInOrder() throws Exception {
    List<RtpDatagram> tone = new ArrayList<>(RtpEncoder.tone(440, 2));
    for (int i = 0; i + 1 < tone.size(); i += 10) {
      java.util.Collections.swap(tone, i + 1, Math.min(i + 4, tone.size() - 1));
    }
    SealedRecording sealed = record(new Feed(Sittings.MEDIATOR_VOICE, tone, 0));
    RecordedTrack track = sealed.tracks().getFirst();
    assertEquals(0, track.packetsLost());
    assertEquals(100, track.frames());
  }

  @Test
  void aMutedMicrophoneIsAGapOfItsOwnCause() throws Exception {
    List<RtpDatagram> tone = RtpEncoder.tone(440, 6);
    List<RtpDatagram> muted = new ArrayList<>(tone.subList(0, 100));
    for (RtpDatagram later : tone.subList(250, 300)) {
      byte[] bytes = later.bytes().clone();
      int sequence = later.sequenceNumber() - 150; // the sender counts on where it fell silent
      bytes[2] = (byte) (sequence >> 8);
      bytes[3] = (byte) sequence;
      muted.add(new RtpDatagram(bytes));
    }
    RecordedTrack track = record(new Feed(Sittings.MEDIATOR_VOICE, muted, 0)).tracks().getFirst();
    assertEquals(1, track.gaps().size());
    assertEquals(Gap.Cause.MUTED, track.gaps().getFirst().cause());
    assertEquals(0, track.packetsLost());
  }

  @Test
  void aStoppedRecordingGoesOnInNewFilesOnTheSameTimeLine() throws Exception {
    try (RecordingService service = Sittings.service(root, room)) {
      List<RtpDatagram> tone = RtpEncoder.tone(440, 2);
      LiveRecording first = service.start(Sittings.order("r1"), room, faults);
      assertEquals(
          "recording.running",
          assertThrows(
                  RecordingException.class, () -> service.start(Sittings.order("r1"), room, faults))
              .id());
      room.play(List.of(new Feed(Sittings.MEDIATOR_VOICE, tone, 0)));
      first.stop("host-stopped").toCompletableFuture().join();
      assertFalse(service.unfinished().getFirst().interrupted());
      room.pass(5);
      LiveRecording second = service.start(Sittings.order("r1"), room, faults);
      room.play(List.of(new Feed(Sittings.MEDIATOR_VOICE, tone, 0)));
      second.stop("host-stopped").toCompletableFuture().join();
      SealedRecording sealed = service.seal("r1");
      assertEquals(2, sealed.tracks().size());
      assertEquals(Gap.Cause.STOPPED, sealed.gaps().getFirst().cause());
      assertEquals(7, sealed.tracks().get(1).startSeconds(), 0.2);
      assertTrue(service.verify("r1").ok());
      assertEquals(
          "recording.sealed",
          assertThrows(
                  RecordingException.class, () -> service.start(Sittings.order("r1"), room, faults))
              .id());
      assertEquals(sealed, service.seal("r1"));
    }
  }

  @Test
  void anIdCannotLeaveTheRootAndSealedFilesAreReadOnly() throws Exception {
    try (RecordingService service = Sittings.service(root, room)) {
      assertEquals(
          "recording.bad-id",
          assertThrows(RecordingException.class, () -> service.folder("../x")).id());
      assertEquals(
          "recording.unknown",
          assertThrows(RecordingException.class, () -> service.seal("none")).id());
    }
    record(new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 1), 0));
    try (var files = Files.walk(root.resolve("r1"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(
            Files.getPosixFilePermissions(file).toString().contains("WRITE"), file.toString());
      }
    }
  }

  @Test
  void aSourceOfBrokenPacketsHarmsNobody() throws Exception {
    List<RtpDatagram> noise = new ArrayList<>();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] bytes = new byte[12 + random.nextInt(1, 60)];
      random.nextBytes(bytes);
      java.nio.ByteBuffer.wrap(bytes).putShort(2, (short) i).putInt(4, i / 4 * 3600);
      noise.add(new RtpDatagram(bytes));
    }
    SourceInfo vp8 = new SourceInfo("n1", "p-party", SourceKind.CAMERA, Codec.VP8);
    SourceInfo h264 = new SourceInfo("n2", "p-party", SourceKind.SCREEN, Codec.H264);
    SourceInfo opus = new SourceInfo("n3", "p-party", SourceKind.MICROPHONE, Codec.OPUS);
    SealedRecording sealed =
        record(
            new Feed(vp8, noise, 0),
            new Feed(h264, noise, 0),
            new Feed(opus, noise, 0),
            new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 2), 0));
    assertEquals(100, track(sealed, Sittings.MEDIATOR_VOICE).frames());
    assertEquals(List.of(), faults.sentences());
  }

  private SealedRecording record(Feed... feeds) throws Exception {
    try (RecordingService service = Sittings.service(root, room)) {
      LiveRecording live = service.start(Sittings.order("r1"), room, faults);
      room.play(List.of(feeds));
      live.stop("host-stopped").toCompletableFuture().join();
      SealedRecording sealed = service.seal("r1");
      assertEquals(List.of(), service.verify("r1").problems());
      assertEquals(0, room.leaked());
      return sealed;
    }
  }

  private static RecordedTrack track(SealedRecording sealed, SourceInfo source) {
    return sealed.tracks().stream()
        .filter(track -> track.sourceId().equals(source.sourceId()))
        .findFirst()
        .orElseThrow();
  }
}
