package org.maplebridge.recording.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** How seals are signed. A public key says by itself which of these it is for. */
public enum Scheme {
  /** RFC 8032; 64 raw bytes. */
  ED25519("Ed25519", "Ed25519", "Ed25519"),
  /** GB/T 32918.2-2016 with SM3 and the default identity {@code 1234567812345678}; DER. */
  SM2("EC", "sm2p256v1", "SM3withSM2"),
  /** FIPS 186-5 on P-256, what most security modules can do; DER. */
  ECDSA("EC", "secp256r1", "SHA256withECDSA");

  private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final String keyAlgorithm;
  private final String curve;
  private final String signatureAlgorithm;

  Scheme(String keyAlgorithm, String curve, String signatureAlgorithm) {
    this.keyAlgorithm = keyAlgorithm;
    this.curve = curve;
    this.signatureAlgorithm = signatureAlgorithm;
  }

  KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm, BOUNCY_CASTLE);
    if (this != ED25519) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair();
  }

  PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(keyAlgorithm, BOUNCY_CASTLE)
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1). */
  static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance(of(der).keyAlgorithm, BOUNCY_CASTLE)
          .generatePublic(new X509EncodedKeySpec(der));
    } catch (RuntimeException e) {
      throw new GeneralSecurityException("not a point of its curve", e);
    }
  }

  static Scheme of(PublicKey key) throws GeneralSecurityException {
    return of(key.getEncoded());
  }

  private static Scheme of(byte[] der) throws GeneralSecurityException {
    try {
      AlgorithmIdentifier algorithm = SubjectPublicKeyInfo.getInstance(der).getAlgorithm();
      if (algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
        return ED25519;
      }
      ASN1ObjectIdentifier curve = ASN1ObjectIdentifier.getInstance(algorithm.getParameters());
      return curve.equals(GMObjectIdentifiers.sm2p256v1) ? SM2 : ECDSA;
    } catch (RuntimeException e) {
      throw new GeneralSecurityException("not a public key", e);
    }
  }

  /** For a key of ours in memory. */
  Signature signature() throws GeneralSecurityException {
    return Signature.getInstance(signatureAlgorithm, BOUNCY_CASTLE);
  }

  String signatureAlgorithm() {
    return signatureAlgorithm;
  }
}
