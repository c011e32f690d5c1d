package org.maplebridge.bridge.transport.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.maplebridge.bridge.api.Fingerprint;

/**
 * The key and self-signed certificate of this process: ECDSA on P-256 (RFC 8827 section 6.5), made
 * at its start and never written anywhere. Peers know it by its fingerprint, not by its name.
 */
public final class DtlsIdentity {

  private static final Duration VALID_BEFORE = Duration.ofDays(1);
  private static final Duration VALID_FOR = Duration.ofDays(365);

  private final JcaTlsCrypto crypto;
  private final PrivateKey privateKey;
  private final Certificate chain;
  private final Fingerprint fingerprint;

  private DtlsIdentity(
      JcaTlsCrypto crypto, PrivateKey privateKey, Certificate chain, Fingerprint fingerprint) {
    this.crypto = crypto;
    this.privateKey = privateKey;
    this.chain = chain;
    this.fingerprint = fingerprint;
  }

  /** Makes a key and certificate. */
  public static DtlsIdentity generate(SecureRandom random, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair keys = generator.generateKeyPair();
      byte[] der = selfSigned(keys, random, now);
      JcaTlsCrypto crypto = new JcaTlsCryptoProvider().create(random);
      Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(der)});
      return new DtlsIdentity(
          crypto, keys.getPrivate(), chain, CertificateFingerprint.of("sha-256", der));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("This Java runtime cannot make a P-256 certificate", e);
    }
  }

  private static byte[] selfSigned(KeyPair keys, SecureRandom random, Instant now)
      throws OperatorCreationException, IOException {
    X500Name name = new X500Name("CN=maplebridge");
    X509v3CertificateBuilder certificate =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(64, random).setBit(63),
            Date.from(now.minus(VALID_BEFORE)),
            Date.from(now.plus(VALID_FOR)),
            name,
            keys.getPublic());
    return certificate
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
        .getEncoded();
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  JcaTlsCrypto crypto() {
    return crypto;
  }

  /** Proves possession of the key in a handshake. */
  TlsCredentialedSigner signer(TlsContext context) {
    return new JcaDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        privateKey,
        chain,
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }
}
