package org.maplebridge.recording.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.maplebridge.recording.store.RecordingFolder;

/** The server's key that signs manifests and the heads of ledgers. Any thread. */
public final class SealingKey {

  private final PrivateKey secret;
  private final PublicKey open;
  private final Scheme scheme;

  /** The module that signs; empty where the key lies in memory. */
  private final Optional<Provider> module;

  private SealingKey(PrivateKey secret, PublicKey open, Optional<Provider> module)
      throws GeneralSecurityException {
    this.secret = secret;
    // Read anew, so that keys of different providers can be compared.
    this.open = Scheme.publicKey(open.getEncoded());
    this.scheme = Scheme.of(open);
    this.module = module;
  }

  /** A fresh key in memory. */
  public static SealingKey generate(Scheme scheme) throws GeneralSecurityException {
    KeyPair pair = scheme.generate();
    return new SealingKey(pair.getPrivate(), pair.getPublic(), Optional.empty());
  }

  /** As {@link #loadOrCreate(Path, String, Scheme)} with Ed25519. */
  public static SealingKey loadOrCreate(Path folder, String name) throws IOException {
    return loadOrCreate(folder, name, Scheme.ED25519);
  }

  /**
   * Reads the key pair {@code NAME.key} (PKCS #8) and {@code NAME.pub} (SubjectPublicKeyInfo), both
   * PEM; makes them where there are none.
   */
  public static SealingKey loadOrCreate(Path folder, String name, Scheme scheme)
      throws IOException {
    Path secret = folder.resolve(name + ".key");
    Path open = folder.resolve(name + ".pub");
    try {
      if (!Files.exists(secret)) {
        create(scheme, folder, secret, open);
      }
      PublicKey key = readPublic(Files.readString(open));
      if (Scheme.of(key) != scheme) {
        throw new IOException(
            "The sealing key %s is for %s, not for %s; name another key"
                .formatted(open.getFileName(), Scheme.of(key), scheme));
      }
      byte[] pkcs8 = Pem.read("PRIVATE KEY", Files.readString(secret));
      return new SealingKey(scheme.privateKey(pkcs8), key, Optional.empty());
    } catch (GeneralSecurityException e) {
      throw new IOException("The sealing key in " + secret.getFileName() + " cannot be read", e);
    }
  }

  /**
   * A key inside a security module (PKCS #11), where it stays. The module must hold it with a
   * certificate under the same alias; P-256 with ECDSA is what the JDK can ask modules for.
   *
   * @param configuration the file that names the module's library and slot, as the JDK's PKCS #11
   *     guide describes it
   */
  public static SealingKey inModule(Path configuration, char[] pin, String alias)
      throws IOException {
    try {
      Provider module =
          Security.getProvider("SunPKCS11").configure(configuration.toAbsolutePath().toString());
      KeyStore store = KeyStore.getInstance("PKCS11", module);
      store.load(null, pin);
      if (!(store.getKey(alias, pin) instanceof PrivateKey secret)) {
        throw new IOException("The security module holds no private key \"" + alias + "\"");
      }
      return new SealingKey(
          secret, store.getCertificate(alias).getPublicKey(), Optional.of(module));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException("The security module of " + configuration + " does not answer", e);
    }
  }

  private static void create(Scheme scheme, Path folder, Path secret, Path open)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPair fresh = scheme.generate();
    RecordingFolder.writeWhole(open, Pem.write("PUBLIC KEY", fresh.getPublic().getEncoded()));
    RecordingFolder.writeWhole(secret, Pem.write("PRIVATE KEY", fresh.getPrivate().getEncoded()));
    PosixFileAttributeView view = Files.getFileAttributeView(secret, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** A signature in the form its {@link Scheme} says. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature =
          module.isPresent()
              ? Signature.getInstance(scheme.signatureAlgorithm(), module.get())
              : scheme.signature();
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The sealing key cannot sign", e);
    }
  }

  public PublicKey publicKey() {
    return open;
  }

  public byte[] publicPem() {
    return Pem.write("PUBLIC KEY", open.getEncoded());
  }

  /** Whether a signature is over a message; false also for what is no signature at all. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Scheme.of(key).signature();
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /** Reads the public key of a PEM file: a SubjectPublicKeyInfo or an X.509 certificate. */
  public static PublicKey readTrusted(byte[] pem) throws GeneralSecurityException {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    if (!text.contains("BEGIN CERTIFICATE")) {
      return readPublic(text);
    }
    // Bouncy Castle's factory also reads certificates of SM2 keys.
    return Scheme.publicKey(
        CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
            .generateCertificate(new ByteArrayInputStream(pem))
            .getPublicKey()
            .getEncoded());
  }

  /** Reads a SubjectPublicKeyInfo in PEM. */
  public static PublicKey readPublic(String pem) throws GeneralSecurityException {
    return readPublic(Pem.read("PUBLIC KEY", pem));
  }

  /** Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1) in its canonical form. */
  public static PublicKey readPublic(byte[] der) throws GeneralSecurityException {
    PublicKey key = Scheme.publicKey(der);
    if (!Arrays.equals(key.getEncoded(), der)) {
      throw new GeneralSecurityException("not the canonical form of this public key");
    }
    return key;
  }
}
