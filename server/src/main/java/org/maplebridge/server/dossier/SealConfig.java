package org.maplebridge.server.dossier;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How recordings are signed and stamped with the time.
 *
 * @param module PKCS #11 configuration file of a security module that holds the key
 * @param modulePin opens the module
 * @param moduleAlias name of the key in the module
 * @param timeStampAuthority address of an RFC 3161 authority
 * @param timeStampIssuers PEM file with the issuers of its certificate
 */
public record SealConfig(
    Signature signature,
    Optional<Path> module,
    Optional<String> modulePin,
    Optional<String> moduleAlias,
    Optional<URI> timeStampAuthority,
    Optional<Path> timeStampIssuers) {

  /** Schemes of signatures. */
  public enum Signature {
    ED25519,
    SM2,
    ECDSA
  }

  public SealConfig {
    if (module.isPresent()
        && (modulePin.isEmpty() || moduleAlias.isEmpty() || signature != Signature.ECDSA)) {
      throw new IllegalArgumentException(
          "a module needs module-pin, module-alias and the signature ECDSA");
    }
    if (timeStampAuthority.isPresent() != timeStampIssuers.isPresent()) {
      throw new IllegalArgumentException("time-stamp-authority and time-stamp-issuers go together");
    }
  }

  static SealConfig defaults() {
    return new SealConfig(
        Signature.ED25519,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
