package org.maplebridge.recording.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A PKCS #11 token of SoftHSM, with a P-256 key that was generated inside it. The library finds its
 * tokens by {@code SOFTHSM2_CONF}, which the build sets for the tests.
 */
final class SoftToken {
  static final String PIN = "2026-1125";
  static final String ALIAS = "sealing";

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
          Path.of("/usr/local/lib/softhsm/libsofthsm2.so"));

  private SoftToken() {}

  /** Makes the token; the configuration the JDK needs to use it. */
  static Path make(Path folder) throws IOException, InterruptedException {
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Path known = Path.of(System.getenv("SOFTHSM2_CONF"));
    Files.writeString(known, "directories.tokendir = %s%n".formatted(tokens));
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "maplebridge",
        "--pin",
        PIN,
        "--so-pin",
        PIN);
    Path configuration =
        Files.writeString(
            folder.resolve("module.cfg"),
            "name = SoftHSM%nlibrary = %s%nslotListIndex = 0%n".formatted(library()));
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=Maplebridge seal",
        "-keystore",
        "NONE",
        "-storetype",
        "PKCS11",
        "-storepass",
        PIN,
        "-addprovider",
        "SunPKCS11",
        "-providerarg",
        configuration.toString());
    return configuration;
  }

  private static Path library() throws IOException {
    return LIBRARIES.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IOException("SoftHSM is not installed: none of " + LIBRARIES));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command[0] + ": " + said);
    }
  }
}
