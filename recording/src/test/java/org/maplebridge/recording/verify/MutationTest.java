package org.maplebridge.recording.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.recording.MemoryFolder;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.RtpDatagram;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;

/**
 * Two hundred forgeries, each found and called by its name; two hundred honest packages, none
 * accused; and the independent script of {@code deploy/verify.sh} of the same opinion.
 */
class MutationTest {

  private static final long SEED = 20260416;
  private static final int ROUNDS = 10;
  private static final int CLEAN = 200;

  @TempDir(factory = MemoryFolder.class)
  static Path root;

  private static Path one;
  private static Path two;

  @BeforeAll
  static void record() throws Exception {
    FedRoom room = new FedRoom();
    SealingKey key = SealingKey.generate(Scheme.ED25519);
    try (RecordingService service =
        Sittings.service(root.resolve("sealed"), room, key, Optional.empty())) {
      one = record(service, room, "r1", 440, 64);
      two = record(service, room, "r2", 550, 96);
    }
  }

  /** A little over a minute, so that there is more than one signed head. */
  private static Path record(RecordingService service, FedRoom room, String id, int hz, int width)
      throws Exception {
    LiveRecording live = service.start(Sittings.order(id), room, new Sittings.Faults());
    live.note(TimelineEvent.of("consent-given", "p-party"));
    room.play(
        List.of(
            new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(hz, 3), 0),
            new Feed(Sittings.PARTY_FACE, RtpEncoder.picture(Codec.H264, width, 48, 3), 0)));
    room.pass(61);
    room.play(List.of(new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(hz + 100, 3), 0)));
    live.stop("host-stopped").toCompletableFuture().join();
    service.seal(id);
    return root.resolve("sealed").resolve(id);
  }

  @Test
  void everyForgeryIsFoundAndNamed() throws Exception {
    Random random = new Random(SEED);
    int asked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Tampering.Way way : Tampering.WAYS) {
        Path copy = copyOf(one);
        Tampering.Done done = way.with(new Tampering(copy, two, random));
        assertNamed(done, Verifier.selfContained().verify(copy));
        if (round == 0) {
          asked++;
          assertFalse(Script.saysOk(copy), "the script overlooked: " + done);
        }
      }
    }
    assertEquals(Tampering.WAYS.size(), asked);
    assertEquals(List.of(), Verifier.selfContained().verify(one).problems());
    assertTrue(Script.saysOk(one) && Script.saysOk(two));
  }

  private static void assertNamed(Tampering.Done done, Verification found) {
    assertFalse(found.ok(), done.toString());
    boolean named =
        found.problems().stream()
            .filter(p -> p.file().equals(done.file()) || isSeal(done) && isSeal(p.file()))
            .anyMatch(
                p -> done.word().isEmpty() || done.word().stream().anyMatch(p.what()::contains));
    assertTrue(named, done + " gave " + found.problems());
  }

  /** A signature cannot say which of manifest, signature and key was changed. */
  private static boolean isSeal(Tampering.Done done) {
    return done.word().isEmpty() && isSeal(done.file());
  }

  private static boolean isSeal(String file) {
    return file.startsWith("manifest.") || file.equals("signer.pem");
  }

  @Test
  void noHonestPackageIsAccused() throws Exception {
    Random random = new Random(SEED);
    List<RtpDatagram> tone = RtpEncoder.tone(440, 1);
    List<RtpDatagram> picture = RtpEncoder.picture(Codec.VP8, 64, 48, 1);
    FedRoom room = new FedRoom();
    Path place = root.resolve("clean");
    try (RecordingService service = Sittings.service(place, room)) {
      for (int i = 0; i < CLEAN; i++) {
        String id = "clean-" + i;
        for (int run = 0; run <= random.nextInt(2); run++) {
          LiveRecording live = service.start(Sittings.order(id), room, new Sittings.Faults());
          room.play(
              List.of(
                  new Feed(Sittings.MEDIATOR_VOICE, some(tone, random), 0),
                  new Feed(Sittings.MEDIATOR_FACE, some(picture, random), random.nextDouble())));
          end(live, random);
          room.pass(random.nextDouble() * 70);
        }
        service.seal(id);
        assertEquals(List.of(), service.verify(id).problems(), id);
      }
    }
    assertEquals(CLEAN, count(place));
  }

  private static void end(LiveRecording live, Random random) {
    var ended = random.nextBoolean() ? live.stop("host-stopped") : live.pause("recess");
    ended.toCompletableFuture().join();
  }

  /** A part of the media with some of it lost on the way. */
  private static List<RtpDatagram> some(List<RtpDatagram> all, Random random) {
    List<RtpDatagram> part = new ArrayList<>(all.subList(0, 1 + random.nextInt(all.size())));
    part.removeIf(datagram -> part.size() > 1 && random.nextInt(30) == 0);
    return part;
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).count();
    }
  }

  private static Path copyOf(Path folder) throws IOException {
    Path copy = root.resolve("copy");
    if (Files.exists(copy)) {
      try (Stream<Path> files = Files.walk(copy)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(folder.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.write(target, Files.readAllBytes(file));
        }
      }
    }
    return copy;
  }
}
