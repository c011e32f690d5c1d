package org.maplebridge.recording.bag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.seal.OpensslAuthority;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.recording.verify.Trust;

/** A bag holds for the standard tools, and those and we always agree on whether it still does. */
class BagTest {
  private static final Path SCRIPT = Path.of("../docs/verify-dossier.sh").toAbsolutePath();
  private static final BagInfo INFO =
      new BagInfo(
          "纳溪区社会治理中心",
          List.of("NJ-20240416-000123-4", "（2024）纳安人调字第12号"),
          "邻里排水\n纠纷",
          "d1",
          LocalDate.of(2026, 11, 25));

  private static final String INDEX = "<!doctype html><title>卷宗</title>";

  @TempDir static Path root;

  private static SealingKey key;
  private static Path bag;

  @BeforeAll
  static void makeBag() throws Exception {
    FedRoom room = new FedRoom();
    try (RecordingService service =
        Sittings.service(Files.createDirectories(root.resolve("recordings")), room)) {
      LiveRecording live = service.start(Sittings.order("r1"), room, new Sittings.Faults());
      room.play(List.of(new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 2), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal("r1");
    }
    key = Sittings.key();
    bag = Files.createDirectories(root.resolve("d1"));
    BagWriter.add(bag, "documents/01-cover.pdf", "%PDF-1.7 卷宗封面".getBytes(StandardCharsets.UTF_8));
    BagWriter.add(bag, "recordings/r1", root.resolve("recordings/r1"));
    new BagWriter(key, Optional.empty()).seal(bag, INFO, INDEX);
  }

  @Test
  void theStandardToolsConfirmIt() throws Exception {
    for (String manifest : List.of(BagFolder.MANIFEST, BagFolder.TAG_MANIFEST)) {
      Run run = run(bag, "sha256sum", "--strict", "-c", manifest);
      assertEquals(0, run.status(), run.output());
      assertFalse(run.output().contains("FAILED"), run.output());
    }
    assertTrue(scriptAccepts(bag));
    Verification ours = BagVerifier.selfContained().verify(bag);
    assertEquals(List.of(), ours.problems());
    assertTrue(ours.checked().segments() > 0, "the recording's ledger was read too");
    assertTrue(readsAsTags(), "one label and value a line");
  }

  private static boolean readsAsTags() throws IOException {
    return Files.readAllLines(bag.resolve("bag-info.txt")).stream()
        .allMatch(line -> line.matches("[A-Z][A-Za-z-]+: \\S.*"));
  }

  @Test
  void aSealIsStampedWithTheTimeAndEveryChangeOfTheStampShows() throws Exception {
    try (OpensslAuthority openssl = new OpensslAuthority(root.resolve("tsa"))) {
      TimeStampAuthority authority =
          new TimeStampAuthority(
              openssl.address(), openssl.issuers(), new SecureRandom(), Duration.ofDays(1));
      Path stamped = Files.createDirectories(root.resolve("stamped"));
      BagWriter.add(stamped, "documents/01-cover.pdf", new byte[] {1});
      new BagWriter(key, Optional.of(authority)).seal(stamped, INFO, INDEX);
      assertEquals(List.of(), BagVerifier.selfContained().verify(stamped).problems());
      assertTrue(scriptAccepts(stamped));
      everyChangeShows(stamped);
      try (OpensslAuthority stranger = new OpensslAuthority(root.resolve("stranger"))) {
        Trust other = new Trust(Set.of(), Optional.of(stranger.issuers()));
        assertEquals(
            List.of(BagFolder.TIME_STAMP),
            BagVerifier.trusting(other).verify(stamped).problems().stream()
                .map(Verification.Problem::file)
                .toList());
      }
      openssl.goAway();
      Path refused = Files.createDirectories(root.resolve("refused"));
      assertThrows(
          TimeStampMissingException.class,
          () -> new BagWriter(key, Optional.of(authority)).seal(refused, INFO, INDEX));
    }
  }

  private static void everyChangeShows(Path stamped) throws Exception {
    for (String name : List.of(BagFolder.TIME_STAMP, BagFolder.TIME_STAMP_SIGNATURE)) {
      Path file = stamped.resolve(name);
      assertTrue(file.toFile().setWritable(true));
      byte[] honest = Files.readAllBytes(file);
      for (int place = 0; place < honest.length; place++) {
        byte[] changed = honest.clone();
        changed[place] ^= (byte) (1 << place % 8);
        Files.write(file, changed);
        assertFalse(BagVerifier.selfContained().verify(stamped).ok(), name + " " + place);
      }
      assertFalse(scriptAccepts(stamped));
      Files.delete(file);
      assertEquals(name, BagVerifier.selfContained().verify(stamped).problems().getFirst().file());
      assertFalse(scriptAccepts(stamped));
      Files.write(file, honest);
      assertTrue(scriptAccepts(stamped));
    }
  }

  @Test
  void itTrustsNoOtherKey() throws Exception {
    SealingKey other = Sittings.key();
    var pem = new String(other.publicPem(), StandardCharsets.US_ASCII);
    Verification result = BagVerifier.trusting(Trust.only(SealingKey.readPublic(pem))).verify(bag);
    assertTrue(result.problems().stream().anyMatch(p -> p.what().contains("not trusted")));
  }

  @Test
  void aFlippedSegmentIsNamedByItsPlaceInTheTrack() throws Exception {
    Path copy = copy("flipped");
    Path track = track(copy);
    byte[] bytes = Files.readAllBytes(track);
    bytes[bytes.length / 2] ^= 1;
    Files.write(track, bytes);
    Verification result = BagVerifier.selfContained().verify(copy);
    String name = copy.relativize(track).toString();
    Verification.Problem problem =
        result.problems().stream().filter(p -> p.file().equals(name)).findFirst().orElseThrow();
    assertTrue(problem.offset() <= bytes.length / 2, problem.toString());
    assertTrue(problem.offset() + problem.length() > bytes.length / 2, problem.toString());
    assertTrue(problem.length() < bytes.length, "a range, not the whole file: " + problem);
  }

  @Test
  void whateverIsDoneToItBothNotice() throws Exception {
    Random random = new Random(8493);
    List<String> all = names(bag);
    for (int round = 0; round < 40; round++) {
      Path copy = copy("mutation-" + round);
      String done = mutate(copy, all.get(random.nextInt(all.size())), random);
      Verification ours = BagVerifier.selfContained().verify(copy);
      assertFalse(ours.ok(), done);
      assertFalse(scriptAccepts(copy), done);
    }
  }

  @Test
  void honestCopiesAreNotAccused() throws Exception {
    for (int round = 0; round < 10; round++) {
      Path copy = copy("honest-" + round);
      assertEquals(List.of(), BagVerifier.selfContained().verify(copy).problems());
      assertTrue(scriptAccepts(copy));
    }
    Verification several = BagVerifier.selfContained().verify(root.resolve("copies"));
    assertTrue(several.checked().files() > 0);
  }

  @Test
  void noNameLeavesTheBag() {
    for (String name : List.of("../x", "a/../../x", "/x", "a//b", "x\ny", "（2024）川0503民初1号")) {
      assertThrows(
          IOException.class, () -> BagWriter.add(root.resolve("none"), name, new byte[1]), name);
    }
    assertTrue(
        BagManifest.parse("0".repeat(64) + "  ../../etc/passwd\n").hashes().isEmpty(),
        "a manifest cannot point outside");
  }

  private static String mutate(Path copy, String name, Random random) throws IOException {
    Path file = copy.resolve(name);
    switch (random.nextInt(5)) {
      case 0 -> {
        byte[] bytes = Files.readAllBytes(file);
        int place = random.nextInt(bytes.length);
        bytes[place] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return "flip in " + name + " at " + place;
      }
      case 1 -> {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        return "truncate " + name;
      }
      case 2 -> {
        Files.delete(file);
        return "drop " + name;
      }
      case 3 -> {
        Files.writeString(file.resolveSibling("added.bin"), "x");
        return "add beside " + name;
      }
      default -> {
        Files.writeString(file, "x", StandardOpenOption.APPEND);
        return "append to " + name;
      }
    }
  }

  private static Path track(Path bag) throws IOException {
    try (Stream<Path> files = Files.list(bag.resolve("data/recordings/r1/tracks"))) {
      return files.findFirst().orElseThrow();
    }
  }

  /** A copy whose files can be written. */
  private static Path copy(String name) throws IOException {
    Path copy = root.resolve("copies").resolve(name);
    for (String file : names(bag)) {
      Path target = copy.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(bag.resolve(file), target);
      assertTrue(target.toFile().setWritable(true));
    }
    return copy;
  }

  private static List<String> names(Path folder) throws IOException {
    BagFolder bag = new BagFolder(folder);
    List<String> names = new ArrayList<>(bag.tagNames());
    names.addAll(bag.payloadNames());
    return names;
  }

  private static boolean scriptAccepts(Path folder) throws Exception {
    return run(root, "sh", SCRIPT.toString(), folder.toString()).status() == 0;
  }

  private static Run run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private record Run(int status, String output) {}
}
