package org.maplebridge.recording.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.verify.Script;
import org.maplebridge.recording.verify.Trust;
import org.maplebridge.recording.verify.Verifier;

/** Seals of every scheme hold before our verifier and before openssl. */
class SchemeTest {

  @TempDir Path root;

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void aSealHoldsAndAChangeShows(Scheme scheme) throws Exception {
    SealingKey key = SealingKey.loadOrCreate(root.resolve("secrets"), "sealing", scheme);
    SealingKey again = SealingKey.loadOrCreate(root.resolve("secrets"), "sealing", scheme);
    assertEquals(key.publicKey(), again.publicKey());
    Path folder = sealed(again);
    assertEquals(
        List.of(), Verifier.trusting(Trust.only(key.publicKey())).verify(folder).problems());
    assertTrue(Script.saysOk(folder));
    Path signature = folder.resolve("manifest.sig");
    byte[] honest = Files.readAllBytes(signature);
    assertTrue(signature.toFile().setWritable(true));
    for (int bit = 0; bit < honest.length * 8; bit++) {
      byte[] changed = honest.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      byte[] manifest = Files.readAllBytes(folder.resolve("manifest.json"));
      assertFalse(SealingKey.verify(key.publicKey(), manifest, changed), "bit " + bit);
    }
  }

  /** The module is asked for every signature: heads of the ledger and the seal. */
  @Test
  void aKeyInASecurityModuleSealsWithoutLeavingIt() throws Exception {
    Path configuration = SoftToken.make(root.resolve("module"));
    SealingKey key =
        SealingKey.inModule(configuration, SoftToken.PIN.toCharArray(), SoftToken.ALIAS);
    Path folder = sealed(key);
    assertEquals(
        List.of(), Verifier.trusting(Trust.only(key.publicKey())).verify(folder).problems());
    assertTrue(Script.saysOk(folder));
    SealingKey again =
        SealingKey.inModule(configuration, SoftToken.PIN.toCharArray(), SoftToken.ALIAS);
    assertEquals(key.publicKey(), again.publicKey());
    assertThrows(
        IOException.class,
        () -> SealingKey.inModule(configuration, SoftToken.PIN.toCharArray(), "another"));
  }

  private Path sealed(SealingKey key) throws Exception {
    FedRoom room = new FedRoom();
    try (RecordingService service = Sittings.service(root, room, key, Optional.empty())) {
      LiveRecording live = service.start(Sittings.order("r1"), room, new Sittings.Faults());
      room.play(List.of(new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(660, 1), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal("r1");
    }
    return root.resolve("r1");
  }

  @Test
  void aKeyOfAnotherSchemeIsNotUsed() throws Exception {
    SealingKey.loadOrCreate(root, "sealing", Scheme.ED25519);
    assertThrows(IOException.class, () -> SealingKey.loadOrCreate(root, "sealing", Scheme.SM2));
  }
}
