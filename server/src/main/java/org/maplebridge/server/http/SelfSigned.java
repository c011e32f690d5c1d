package org.maplebridge.server.http;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A certificate of our own for phones in the local network: made once by the JDK's keytool, for
 * localhost and every address this machine has. Browsers warn about it once.
 */
public final class SelfSigned {
  private static final long LIMIT_S = 30;

  private SelfSigned() {}

  /**
   * Makes the key store unless it is there.
   *
   * @throws IOException when keytool is missing or fails
   */
  public static void ensure(WebServer.KeyStore store) throws IOException, InterruptedException {
    if (Files.exists(store.file())) {
      return;
    }
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "maplebridge",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            "825",
            "-dname",
            "CN=Maplebridge",
            "-ext",
            "san=" + names(),
            "-storetype",
            "PKCS12",
            "-keystore",
            store.file().toString(),
            "-storepass:env",
            "STORE_PASSWORD");
    builder.environment().put("STORE_PASSWORD", store.password());
    var process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool could not make a certificate in " + store.file());
    }
  }

  private static String names() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(address -> address.getHostAddress().split("%", 2)[0])
        .distinct()
        .map(address -> "ip:" + address)
        .collect(Collectors.joining(",", "dns:localhost,", ""));
  }
}
