package org.maplebridge.recording.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.maplebridge.recording.store.RecordingFolder;

/** The server's Ed25519 key (RFC 8032) that signs manifests. */
public final class SealingKey {

  private static final String ALGORITHM = "Ed25519";

  private final KeyPair pair;

  public SealingKey(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * Reads the key pair {@code NAME.key} (PKCS #8) and {@code NAME.pub} (SubjectPublicKeyInfo), both
   * PEM; makes them where there are none.
   */
  public static SealingKey loadOrCreate(Path folder, String name) throws IOException {
    Path secret = folder.resolve(name + ".key");
    Path open = folder.resolve(name + ".pub");
    try {
      if (!Files.exists(secret)) {
        create(folder, secret, open);
      }
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      return new SealingKey(
          new KeyPair(
              readPublic(Files.readString(open)),
              factory.generatePrivate(
                  new PKCS8EncodedKeySpec(unwrap(Files.readString(secret), "PRIVATE KEY")))));
    } catch (GeneralSecurityException e) {
      throw new IOException("The sealing key in " + secret.getFileName() + " cannot be read", e);
    }
  }

  private static void create(Path folder, Path secret, Path open)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPair fresh = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    RecordingFolder.writeWhole(open, pem("PUBLIC KEY", fresh.getPublic().getEncoded()));
    RecordingFolder.writeWhole(secret, pem("PRIVATE KEY", fresh.getPrivate().getEncoded()));
    PosixFileAttributeView view = Files.getFileAttributeView(secret, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** 64 raw bytes. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The sealing key cannot sign", e);
    }
  }

  public byte[] publicPem() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  /** Whether a signature is over a message; false also for what is no signature at all. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  public static PublicKey readPublic(String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(unwrap(pem, "PUBLIC KEY")));
  }

  /** PEM as written by {@link #pem}: strict, so that no byte of the file can change unseen. */
  private static byte[] unwrap(String pem, String label) throws GeneralSecurityException {
    String head = "-----BEGIN " + label + "-----\n";
    String foot = "\n-----END " + label + "-----\n";
    if (!pem.startsWith(head) || !pem.endsWith(foot)) {
      throw new GeneralSecurityException("not a PEM " + label);
    }
    try {
      String body = pem.substring(head.length(), pem.length() - foot.length());
      byte[] der = Base64.getDecoder().decode(body.replace("\n", ""));
      if (!new String(pem(label, der), StandardCharsets.US_ASCII).equals(pem)) {
        throw new GeneralSecurityException("not the canonical PEM " + label);
      }
      return der;
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not Base64", e);
    }
  }

  private static byte[] pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, body, label)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
