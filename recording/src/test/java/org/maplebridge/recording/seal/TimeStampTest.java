package org.maplebridge.recording.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.Verification.Problem;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.verify.Script;
import org.maplebridge.recording.verify.Trust;
import org.maplebridge.recording.verify.Verifier;

/** Time stamps of a real authority: fetched, kept waiting while it is away, and checked. */
class TimeStampTest {

  /** Port 9 is nobody's: the authority is away. */
  private static final URI NOBODY = URI.create("http://127.0.0.1:9/");

  @TempDir Path root;

  @Test
  void aSealIsStampedAndTheStampVerified() throws Exception {
    try (OpensslAuthority authority = new OpensslAuthority(root.resolve("tsa"))) {
      seal("r1", authority.address(), authority.issuers());
      Path folder = root.resolve("r1");
      awaitStamp(folder);
      assertEquals(List.of(), Verifier.selfContained().verify(folder).problems());
      assertTrue(Script.saysOk(folder));

      try (OpensslAuthority stranger = new OpensslAuthority(root.resolve("stranger"))) {
        Verifier strict = Verifier.trusting(new Trust(Set.of(), Optional.of(stranger.issuers())));
        assertEquals(
            List.of("timestamp.tsr"),
            strict.verify(folder).problems().stream().map(Problem::file).toList());
      }
      everyChangedByteOfTheStampIsNamed(folder);
    }
  }

  private static void everyChangedByteOfTheStampIsNamed(Path folder) throws Exception {
    Path stamp = folder.resolve("timestamp.tsr");
    byte[] honest = Files.readAllBytes(stamp);
    assertTrue(stamp.toFile().setWritable(true));
    for (int place = 0; place < honest.length; place++) {
      byte[] changed = honest.clone();
      changed[place] ^= (byte) (1 << place % 8);
      Files.write(stamp, changed);
      List<Problem> problems = Verifier.selfContained().verify(folder).problems();
      assertEquals("timestamp.tsr", problems.getFirst().file(), "byte " + place);
    }
    assertFalse(Script.saysOk(folder));
    Files.delete(stamp);
    assertEquals(
        "timestamp.tsr", Verifier.selfContained().verify(folder).problems().getFirst().file());
    assertFalse(Script.saysOk(folder));
  }

  @Test
  void anAuthorityThatIsAwayIsAskedAgainAfterTheNextStart() throws Exception {
    try (OpensslAuthority authority = new OpensslAuthority(root.resolve("tsa"))) {
      seal("r1", NOBODY, authority.issuers());
      Path folder = root.resolve("r1");
      assertFalse(Files.exists(folder.resolve("timestamp.tsr")));
      List<Problem> waiting = Verifier.selfContained().verify(folder).problems();
      assertEquals("timestamp.tsr", waiting.getFirst().file());
      assertTrue(waiting.getFirst().what().contains("not fetched yet"));
      try (RecordingService again =
          Sittings.service(
              root,
              new FedRoom(),
              Sittings.key(root),
              Optional.of(authority(authority.address(), authority.issuers())))) {
        awaitStamp(folder);
        assertEquals(List.of(), again.verify("r1").problems());
      }
    }
  }

  @Test
  void anAuthorityThatComesBackIsAskedWithoutARestart() throws Exception {
    try (OpensslAuthority authority = new OpensslAuthority(root.resolve("tsa"))) {
      authority.goAway();
      FedRoom room = new FedRoom();
      try (RecordingService service =
          Sittings.service(
              root,
              room,
              Sittings.key(root),
              Optional.of(authority(authority.address(), authority.issuers())))) {
        LiveRecording live = service.start(Sittings.order("r1"), room, new Sittings.Faults());
        room.play(List.of(new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(660, 1), 0)));
        live.stop("host-stopped").toCompletableFuture().join();
        service.seal("r1");
        authority.awaitRefusal();
        authority.comeBack();
        awaitStamp(root.resolve("r1"));
        assertEquals(List.of(), service.verify("r1").problems());
      }
    }
  }

  private void seal(String id, URI address, byte[] issuers) throws Exception {
    FedRoom room = new FedRoom();
    RecordingService service =
        Sittings.service(root, room, Sittings.key(root), Optional.of(authority(address, issuers)));
    try (service) {
      LiveRecording live = service.start(Sittings.order(id), room, new Sittings.Faults());
      room.play(List.of(new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(660, 1), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal(id);
      if (!address.equals(NOBODY)) {
        awaitStamp(root.resolve(id));
      }
    }
  }

  private static TimeStampAuthority authority(URI address, byte[] issuers) {
    return new TimeStampAuthority(address, issuers, new SecureRandom(), Duration.ofMillis(100));
  }

  private static void awaitStamp(Path folder) throws InterruptedException {
    while (!Files.exists(folder.resolve("timestamp.tsr"))) {
      Thread.sleep(10);
    }
  }
}
