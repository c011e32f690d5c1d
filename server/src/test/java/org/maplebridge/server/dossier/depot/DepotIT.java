package org.maplebridge.server.dossier.depot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.recording.bag.BagVerifier;
import org.maplebridge.recording.store.S3Config;
import org.maplebridge.recording.store.S3Store;
import org.maplebridge.server.dossier.archive.ArchiveHouse;

/**
 * A store that is away, then there: what is sealed reaches it, and nothing local goes meanwhile.
 */
class DepotIT {
  /** Adobe's S3 server, which the recording module's build fetches. */
  private static final Path JAR = Path.of("../recording/target/s3-server.jar");

  private static final String BUCKET = "copies";

  @TempDir Path root;

  @Test
  void whatIsSealedIsCopiedOnceTheStoreIsThere() throws Exception {
    int port = freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    S3Config config =
        new S3Config(
            Optional.of(address.toString()),
            BUCKET,
            Optional.of("us-east-1"),
            "key",
            "secret-key",
            5);
    try (ArchiveHouse house = new ArchiveHouse(root.resolve("house"));
        S3Store store = S3Store.of(config).orElseThrow()) {
      String id = house.closedCase("邻里纠纷");
      house.fileEverything(id);
      String dossier = house.archive.archive(house.archivist, id, Locale.SIMPLIFIED_CHINESE).id();
      Depot depot =
          new Depot(
              store,
              house.side.jdbi,
              house.recorder::folder,
              house.dossiers::folder,
              house.side.clock);
      depot.sweep();
      assertEquals(List.of("DOSSIER 1 false", "RECORDING 1 false"), copies(house));
      depot.sweep();
      assertEquals(List.of("DOSSIER 1 false", "RECORDING 1 false"), copies(house), "not at once");

      Process server = start(port);
      try {
        makeBucket(address, server);
        house.side.pass(Duration.ofMinutes(1));
        depot.sweep();
        assertEquals(List.of("DOSSIER 1 true", "RECORDING 1 true"), copies(house));
        Path back = root.resolve("back");
        store.fetchFolder("dossiers/" + dossier + "/", back);
        assertEquals(List.of(), BagVerifier.selfContained().verify(back).problems());
        assertTrue(Files.isDirectory(house.dossiers.folder(dossier)), "the local one stays");
      } finally {
        server.destroy();
        server.onExit().join();
      }
    }
  }

  private static List<String> copies(ArchiveHouse house) {
    return house.side.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select kind || ' ' || attempts || ' ' || (verified_at is not null)"
                        + " from remote_copy order by kind")
                .mapTo(String.class)
                .list());
  }

  private Process start(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString(),
            "--http.port=" + port,
            "--server.port=0")
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("s3.log").toFile())
        .start();
  }

  /** As soon as it answers; this server wants no signature. */
  private static void makeBucket(URI address, Process server) throws Exception {
    HttpRequest make =
        HttpRequest.newBuilder(address.resolve("/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        try {
          assertEquals(200, http.send(make, BodyHandlers.discarding()).statusCode());
          return;
        } catch (IOException notYet) {
          assertTrue(server.isAlive(), "the S3 server ended");
          Thread.yield();
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
