package org.maplebridge.server.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.dossier.SealConfig;

/** What seals are made with, as the settings say. */
record Sealing(SealConfig config, DataFolder folder, SecureRandom random) {
  /** How long a time-stamp authority that is away is left alone. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  /** The key, from the security module or from a file of the data folder. */
  SealingKey key() throws IOException {
    if (config.module().isPresent()) {
      return SealingKey.inModule(
          config.module().get(),
          config.modulePin().orElseThrow().toCharArray(),
          config.moduleAlias().orElseThrow());
    }
    Scheme scheme = Scheme.valueOf(config.signature().name());
    String name =
        scheme == Scheme.ED25519 ? "sealing" : "sealing-" + scheme.name().toLowerCase(Locale.ROOT);
    return SealingKey.loadOrCreate(folder.resolve("secrets"), name, scheme);
  }

  Optional<TimeStampAuthority> authority() throws IOException {
    if (config.timeStampAuthority().isEmpty()) {
      return Optional.empty();
    }
    byte[] issuers = Files.readAllBytes(config.timeStampIssuers().orElseThrow());
    return Optional.of(
        new TimeStampAuthority(config.timeStampAuthority().get(), issuers, random, RETRY));
  }
}
