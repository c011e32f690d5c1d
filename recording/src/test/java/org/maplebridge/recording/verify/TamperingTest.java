package org.maplebridge.recording.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.api.Verification.Problem;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.seal.SealingKey;

/** Whatever is done to a sealed folder is found and named; an honest folder is not accused. */
class TamperingTest {

  @TempDir static Path root;

  private static Path folder;

  @BeforeAll
  static void record() throws Exception {
    FedRoom room = new FedRoom();
    CountDownLatch composed = new CountDownLatch(1);
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onFault(String sentence) {}

          @Override
          public void onComposed(ViewingCopy copy) {
            composed.countDown();
          }
        };
    try (RecordingService service = Sittings.service(root, room)) {
      LiveRecording live = service.start(Sittings.order("r1"), room, listener);
      room.play(
          List.of(
              new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 3), 0),
              new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(660, 3), 0),
              new Feed(Sittings.MEDIATOR_FACE, RtpEncoder.picture(Codec.VP8, 160, 120, 3), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal("r1");
      service.compose("r1", listener);
      assertTrue(composed.await(60, TimeUnit.SECONDS));
    }
    folder = root.resolve("r1");
    for (Path file : files()) {
      assertTrue(file.toFile().setWritable(true));
    }
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void everyFlippedByteIsNamedWithItsPlace() throws IOException {
    Random random = new Random(20240416);
    for (Path file : files()) {
      byte[] honest = Files.readAllBytes(file);
      List<Integer> places = new ArrayList<>(List.of(0, honest.length - 1));
      random.ints(12, 0, honest.length).forEach(places::add);
      for (int place : places) {
        byte[] changed = honest.clone();
        changed[place] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        assertNamed(file, place);
      }
      Files.write(file, honest);
    }
    assertTrue(verify().ok());
  }

  @Test
  void truncatedAndLengthenedFilesAreNamed() throws IOException {
    for (Path file : files()) {
      byte[] honest = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(honest, honest.length - 1));
      assertAccused(file, "one byte cut from " + file);
      Files.write(file, new byte[0]);
      assertAccused(file, "emptied " + file);
      Files.write(file, Arrays.copyOf(honest, honest.length + 7));
      assertAccused(file, "lengthened " + file);
      Files.write(file, honest);
    }
  }

  @Test
  void removedAddedAndSwappedFilesAreNamed() throws IOException {
    for (Path file : files()) {
      byte[] honest = Files.readAllBytes(file);
      Files.delete(file);
      assertAccused(file, "removed " + file);
      Files.write(file, honest);
    }
    for (String place : List.of("tracks/999-camera.mkv", "extra.txt", "viewing/extra.txt")) {
      Path added = Files.writeString(folder.resolve(place), "x");
      assertAccused(added, "added");
      Files.delete(added);
    }
    List<Path> tracks =
        files().stream().filter(f -> f.startsWith(folder.resolve("tracks"))).toList();
    swap(tracks.get(0), tracks.get(1));
    assertAccused(tracks.get(0), "swapped");
    assertAccused(tracks.get(1), "swapped");
    swap(tracks.get(0), tracks.get(1));
    assertTrue(verify().ok());
  }

  @Test
  void droppedRepeatedAndMovedLedgerLinesAreNamed() throws IOException {
    Path ledger = folder.resolve("ledger.jsonl");
    List<String> honest = Files.readAllLines(ledger);
    for (int i = 0; i < honest.size(); i++) {
      List<String> dropped = new ArrayList<>(honest);
      dropped.remove(i);
      writeLines(ledger, dropped);
      assertAccused(ledger, "dropped line " + i);
      List<String> repeated = new ArrayList<>(honest);
      repeated.add(i, honest.get(i));
      writeLines(ledger, repeated);
      assertAccused(ledger, "repeated line " + i);
      List<String> moved = new ArrayList<>(honest);
      moved.add(moved.remove((i + 1) % honest.size()));
      if (!moved.equals(honest)) {
        writeLines(ledger, moved);
        assertAccused(ledger, "moved line " + i);
      }
    }
    writeLines(ledger, honest);
    assertTrue(verify().ok());
  }

  @Test
  void aKeyThatIsNotTrustedIsRefused() throws Exception {
    PublicKey own = SealingKey.readPublic(Files.readString(folder.resolve("signer.pem")));
    assertTrue(Verifier.trusting(Trust.only(own)).verify(root).ok());
    PublicKey other = publicKey(Sittings.key());
    Verification verification = Verifier.trusting(Trust.only(other)).verify(root);
    assertFalse(verification.ok());
    assertEquals(
        Set.of("r1/signer.pem", "r1/ledger.jsonl", "r1/viewing/signer.pem"),
        verification.problems().stream().map(Problem::file).collect(Collectors.toSet()));
  }

  @Test
  void aPlaceWithoutRecordingsIsNoProof() throws IOException {
    assertFalse(Verifier.selfContained().verify(root.resolve("none")).ok());
    assertTrue(Verifier.selfContained().verify(root).ok());
  }

  private static PublicKey publicKey(SealingKey key) throws GeneralSecurityException {
    return SealingKey.readPublic(new String(key.publicPem()));
  }

  private void assertNamed(Path file, int place) throws IOException {
    Verification found = verify();
    String name = name(file);
    // A signature cannot say which of manifest, signature and key was changed: it names the first.
    boolean covered =
        found.problems().stream()
            .anyMatch(
                problem ->
                    isSeal(name)
                        ? isSeal(problem.file())
                        : problem.file().equals(name)
                            && problem.offset() <= place
                            && place < problem.offset() + problem.length());
    assertTrue(covered, name + " at " + place + " gave " + found.problems());
  }

  private void assertAccused(Path file, String what) throws IOException {
    Verification found = verify();
    String name = name(file);
    assertTrue(
        found.problems().stream()
            .map(Problem::file)
            .anyMatch(other -> isSeal(name) ? isSeal(other) : other.equals(name)),
        what + " gave " + found.problems());
  }

  private static boolean isSeal(String name) {
    return name.contains("manifest.") || name.endsWith("signer.pem");
  }

  private static Verification verify() throws IOException {
    return Verifier.selfContained().verify(folder);
  }

  private String name(Path file) {
    return folder.relativize(file).toString();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void swap(Path one, Path two) throws IOException {
    Path aside = one.resolveSibling("aside");
    Files.move(one, aside);
    Files.move(two, one);
    Files.move(aside, two, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeLines(Path file, List<String> lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}
