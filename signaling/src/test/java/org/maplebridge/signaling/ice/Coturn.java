package org.maplebridge.signaling.ice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** coturn over TCP and TLS on one free port of loopback, with a shared secret. */
final class Coturn implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Path folder;

  Coturn(Path folder, String secret) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = freePort();
    run(
        folder,
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem"));
    this.process =
        start(
            folder,
            List.of(
                "turnserver",
                "-n",
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--listening-port=" + port,
                "--tls-listening-port=" + port,
                "--no-udp",
                "--no-dtls",
                "--no-cli",
                "--allow-loopback-peers",
                "--use-auth-secret",
                "--static-auth-secret=" + secret,
                "--realm=maplebridge",
                "--cert=cert.pem",
                "--pkey=key.pem",
                "--log-file=stdout",
                "--pidfile=turnserver.pid",
                "--userdb=turndb"));
    awaitListening();
  }

  /** Runs coturn's own client, which allocates and sends through the relay. */
  String client(List<String> options, String username, String password)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("turnutils_uclient", "-t", "-y", "-c", "-n", "1", "-p", "" + port));
    command.addAll(options);
    command.addAll(List.of("-u", username, "-w", password, "127.0.0.1"));
    return run(folder, command);
  }

  private static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process run =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(run.getInputStream().readAllBytes());
    run.waitFor(30, TimeUnit.SECONDS);
    return output;
  }

  private static Process start(Path folder, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("coturn.log").toFile())
        .start();
  }

  private void awaitListening() throws IOException, InterruptedException {
    while (true) {
      try {
        new Socket("127.0.0.1", port).close();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IOException("coturn ended; its log is in " + folder, notYet);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
