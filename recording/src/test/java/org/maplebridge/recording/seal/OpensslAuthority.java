package org.maplebridge.recording.seal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A time-stamp authority: {@code openssl ts} with a certificate of its own, behind HTTP. */
public final class OpensslAuthority implements AutoCloseable {

  private final Path folder;
  private final HttpServer server;
  private final CountDownLatch refused = new CountDownLatch(1);
  private volatile boolean away;

  /** Makes issuer, certificate and configuration in a folder and begins to answer. */
  public OpensslAuthority(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [tsa]
        default_tsa = own
        [own]
        serial = %1$s/serial
        crypto_device = builtin
        signer_cert = %1$s/tsa.pem
        certs = %1$s/ca.pem
        signer_key = %1$s/tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        ordering = no
        tsa_name = no
        ess_cert_id_chain = no
        [stamping]
        extendedKeyUsage = critical,timeStamping
        keyUsage = critical,digitalSignature
        """
            .formatted(folder));
    Files.writeString(folder.resolve("serial"), "01\n");
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem"
            + " -days 3650 -subj /CN=Issuer");
    openssl(
        "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr"
            + " -subj /CN=Authority");
    openssl(
        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 3650"
            + " -extfile tsa.cnf -extensions stamping");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  public byte[] issuers() throws IOException {
    return Files.readAllBytes(folder.resolve("ca.pem"));
  }

  /** From now on it has no time for anybody. */
  public void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  /** Until somebody has asked in vain. */
  void awaitRefusal() throws InterruptedException {
    refused.await();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (away) {
        exchange.sendResponseHeaders(503, -1);
        refused.countDown();
        return;
      }
      Files.write(folder.resolve("question.tsq"), exchange.getRequestBody().readAllBytes());
      openssl("ts -reply -config tsa.cnf -queryfile question.tsq -out answer.tsr");
      byte[] answer = Files.readAllBytes(folder.resolve("answer.tsr"));
      exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Process run =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (run.waitFor() != 0) {
      throw new IOException(arguments + ": " + said);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
