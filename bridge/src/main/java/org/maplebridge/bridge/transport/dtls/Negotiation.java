package org.maplebridge.bridge.transport.dtls;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsTimeoutException;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;
import org.maplebridge.bridge.transport.srtp.SrtpProfile;

/** What both roles do alike in a handshake, and what came of it. Owned by the session's thread. */
final class Negotiation {

  /** A lost flight is sent again after this; twice as late each time. */
  static final int RESEND_MILLIS = 150;

  static final int TIMEOUT_MILLIS = 25_000;

  private static final int[] CIPHER_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
  };

  private final DtlsIdentity identity;
  private final Fingerprint expected;
  private final List<SrtpProfile> profiles;
  private Optional<SrtpProfile> profile = Optional.empty();
  private Optional<SrtpKeys> keys = Optional.empty();
  private boolean verified;
  private Optional<HandshakeFailure> cause = Optional.empty();

  Negotiation(DtlsIdentity identity, Fingerprint expected, List<SrtpProfile> profiles) {
    this.identity = identity;
    this.expected = expected;
    this.profiles = List.copyOf(profiles);
  }

  /** Codes of the profiles we agree to, the best first. */
  int[] profileCodes() {
    return profiles.stream().mapToInt(SrtpProfile::code).toArray();
  }

  DtlsIdentity identity() {
    return identity;
  }

  static int[] cipherSuites() {
    return CIPHER_SUITES.clone();
  }

  /**
   * How a peer may prove that its certificate is its own. RSA-PSS is not among them: OpenSSL would
   * choose it, and the crypto of the Java runtime does not have it by the name the library asks.
   */
  @SuppressWarnings("JdkObsolete") // The library's own type
  static Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    for (short signature : new short[] {SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa}) {
      for (short hash :
          new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
        algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, signature));
      }
    }
    return algorithms;
  }

  static ProtocolVersion[] versions() {
    return ProtocolVersion.DTLSv12.only();
  }

  /** Compares the peer's certificate with what was signalled (RFC 8122 section 6.2). */
  void verify(Certificate chain) throws IOException {
    if (chain.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, "the peer has no certificate");
    }
    if (!CertificateFingerprint.matches(expected, chain.getCertificateAt(0).getEncoded())) {
      cause = Optional.of(HandshakeFailure.FINGERPRINT);
      throw new TlsFatalAlert(AlertDescription.bad_certificate, "another certificate");
    }
    verified = true;
  }

  /** Agrees on an SRTP profile, or fails: without one the connection is of no use. */
  SrtpProfile agree(int[] profileCodes) throws TlsFatalAlert {
    SrtpProfile agreed = SrtpProfile.choose(profiles, profileCodes).orElseThrow(this::noProfile);
    profile = Optional.of(agreed);
    return agreed;
  }

  /** The peer speaks no SRTP, or none of ours. */
  TlsFatalAlert noProfile() {
    cause = Optional.of(HandshakeFailure.SRTP_PROFILE);
    return new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile");
  }

  /** The peer sent an alert (RFC 5246 section 7.2). */
  void onAlert(short level) {
    if (level == AlertLevel.fatal) {
      cause = Optional.of(HandshakeFailure.PEER_ALERT);
    }
  }

  /** Exports the keys (RFC 5764 section 4.2). */
  void complete(TlsContext context) throws TlsFatalAlert {
    if (!verified || profile.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure, "unverified");
    }
    SrtpProfile agreed = profile.get();
    byte[] material =
        context.exportKeyingMaterial(
            ExporterLabel.dtls_srtp, null, SrtpKeys.materialLength(agreed));
    keys = Optional.of(new SrtpKeys(agreed, material, !context.isServer()));
  }

  Optional<SrtpKeys> keys() {
    return keys;
  }

  boolean isMismatched() {
    return cause.equals(Optional.of(HandshakeFailure.FINGERPRINT));
  }

  /**
   * Why the handshake came to nothing.
   *
   * @param abandoned whether we ended it ourselves
   */
  HandshakeFailure failure(Exception thrown, boolean abandoned) {
    return cause.orElseGet(() -> abandoned ? HandshakeFailure.ABANDONED : byType(thrown));
  }

  private static HandshakeFailure byType(Exception thrown) {
    return thrown instanceof TlsTimeoutException
        ? HandshakeFailure.TIMEOUT
        : HandshakeFailure.PROTOCOL;
  }
}
