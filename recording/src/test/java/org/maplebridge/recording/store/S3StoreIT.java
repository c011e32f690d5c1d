package org.maplebridge.recording.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.minio.CreateMultipartUploadArgs;
import io.minio.GetObjectRetentionArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadPartArgs;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed folders in an S3 server we did not write: verified, locked, resumed, brought back. */
class S3StoreIT {
  private static final int PART = 5 << 20;
  private static final int LARGE = 3 * PART + 12_345;

  @TempDir private static Path root;

  private static S3Server server;
  private static byte[] large;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start(root.resolve("s3.log"));
    large = new byte[LARGE];
    new Random(3).nextBytes(large);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Path folder(String name) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name).resolve("tracks"));
    Files.write(folder.resolve("a.mkv"), large);
    Files.writeString(folder.resolveSibling("manifest.json"), "{}");
    return folder.getParent();
  }

  @Test
  void aFolderIsCopiedVerifiedLockedAndBroughtBack() throws IOException {
    server.bucket("locked", true);
    Instant until = Instant.parse("2036-12-31T16:00:00Z");
    Path folder = folder("r1");
    try (S3Store store = S3Store.of(server.config("locked")).orElseThrow()) {
      assertTrue(store.locking());
      store.putFolder("recordings/r1/", folder, Optional.of(until));
      assertEquals(
          List.of("recordings/r1/manifest.json", "recordings/r1/tracks/a.mkv"),
          store.keys("recordings/r1/"));
      for (String key : store.keys("recordings/r1/")) {
        var retention =
            Calls.await(
                server
                    .client()
                    .getObjectRetention(
                        GetObjectRetentionArgs.builder().bucket("locked").object(key).build()));
        assertEquals(RetentionMode.COMPLIANCE, retention.mode());
        assertEquals(
            until, retention.retainUntilDate().toInstant().truncatedTo(ChronoUnit.SECONDS));
      }
      Path back = root.resolve("back");
      store.fetchFolder("recordings/r1/", back);
      assertArrayEquals(large, Files.readAllBytes(back.resolve("tracks/a.mkv")));
    }
  }

  @Test
  void anUploadThatWasCutShortGoesOn() throws IOException {
    server.bucket("resumed", false);
    Path folder = folder("r2");
    String key = "recordings/r2/tracks/a.mkv";
    String upload = begin(key);
    sendFirstPart(key, upload);
    try (S3Store store = S3Store.of(server.config("resumed")).orElseThrow()) {
      assertFalse(store.locking());
      store.putFolder("recordings/r2/", folder, Optional.empty());
      Path back = root.resolve("back2");
      store.fetchFolder("recordings/r2/", back);
      assertArrayEquals(large, Files.readAllBytes(back.resolve("tracks/a.mkv")));
    }
    assertEquals(
        0,
        Calls.await(
                server
                    .client()
                    .listMultipartUploads(
                        ListMultipartUploadsArgs.builder().bucket("resumed").build()))
            .result()
            .uploads()
            .size(),
        "the begun upload was completed, not begun anew");
  }

  @Test
  void aCopyThatDiffersIsReplacedAndOneThatIsRightIsLeft() throws IOException {
    server.bucket("repaired", false);
    Path folder = folder("r3");
    MinioAsyncClient client = server.client();
    byte[] other = {1, 2};
    Calls.await(
        client.putObject(
            PutObjectArgs.builder()
                .bucket("repaired")
                .object("r3/manifest.json")
                .data(other, other.length)
                .build()));
    try (S3Store store = S3Store.of(server.config("repaired")).orElseThrow()) {
      store.putFolder("r3/", folder, Optional.empty());
      String tag = tag("r3/manifest.json");
      var written = modified("r3/tracks/a.mkv");
      store.putFolder("r3/", folder, Optional.empty());
      assertEquals(tag, tag("r3/manifest.json"));
      assertEquals(written, modified("r3/tracks/a.mkv"), "a verified copy is not sent again");
      store.removeFolder("r3/");
      assertEquals(List.of(), store.keys("r3/"));
    }
  }

  @Test
  void aStoreThatIsAwayFailsOnlyTheCopyUntilItIsThere() throws IOException {
    Path folder = folder("r4");
    S3Config nobody =
        new S3Config(
            Optional.of("http://127.0.0.1:9"),
            "copies",
            Optional.of("us-east-1"),
            "key",
            "secret",
            5);
    try (S3Store away = S3Store.of(nobody).orElseThrow();
        S3Store store = S3Store.of(server.config("later")).orElseThrow()) {
      assertThrows(IOException.class, () -> away.putFolder("r4/", folder, Optional.empty()));
      IOException told =
          assertThrows(IOException.class, () -> store.putFolder("r4/", folder, Optional.empty()));
      assertEquals("the store has no bucket later", told.getMessage());
      server.bucket("later", false);
      store.putFolder("r4/", folder, Optional.empty());
      assertEquals(2, store.keys("r4/").size());
    }
    assertTrue(S3Config.defaults().endpoint().isEmpty());
  }

  private static String begin(String key) throws IOException {
    return Calls.await(
            server
                .client()
                .createMultipartUpload(
                    CreateMultipartUploadArgs.builder().bucket("resumed").object(key).build()))
        .result()
        .uploadId();
  }

  private static void sendFirstPart(String key, String upload) throws IOException {
    byte[] first = Arrays.copyOf(large, PART);
    Calls.await(
        server
            .client()
            .uploadPart(
                UploadPartArgs.builder()
                    .bucket("resumed")
                    .object(key)
                    .uploadId(upload)
                    .partNumber(1)
                    .data(first, first.length)
                    .build()));
  }

  private static String tag(String key) throws IOException {
    return stat(key).etag();
  }

  private static Instant modified(String key) throws IOException {
    return stat(key).lastModified().toInstant();
  }

  private static io.minio.StatObjectResponse stat(String key) throws IOException {
    return Calls.await(
        server
            .client()
            .statObject(StatObjectArgs.builder().bucket("repaired").object(key).build()));
  }
}
