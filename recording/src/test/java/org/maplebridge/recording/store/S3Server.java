package org.maplebridge.recording.store;

import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;

/** Adobe's S3 server in a process of its own. */
final class S3Server implements AutoCloseable {
  static final Path JAR = Path.of("target/s3-server.jar");

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static S3Server start(Path log) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--http.port=" + port,
                "--server.port=0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    S3Server server = new S3Server(process, port);
    server.awaitOpen();
    return server;
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  S3Config config(String bucket) {
    return new S3Config(
        Optional.of(endpoint()), bucket, Optional.of("us-east-1"), "key", "secret-key", 5);
  }

  MinioAsyncClient client() {
    return MinioAsyncClient.builder()
        .endpoint(endpoint())
        .region("us-east-1")
        .credentials("key", "secret-key")
        .build();
  }

  void bucket(String name, boolean locking) throws IOException {
    Calls.await(
        client().makeBucket(MakeBucketArgs.builder().bucket(name).objectLock(locking).build()));
  }

  private void awaitOpen() throws IOException {
    while (process.isAlive()) {
      try {
        new Socket("127.0.0.1", port).close();
        return;
      } catch (IOException notYet) {
        Thread.yield();
      }
    }
    throw new IOException("the S3 server ended with " + process.exitValue());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
