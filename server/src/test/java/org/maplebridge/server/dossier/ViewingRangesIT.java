package org.maplebridge.server.dossier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.http.Texts;

/** What a video element asks of a viewing copy, over a real socket. */
class ViewingRangesIT {
  private static final int SIZE = 300_000;

  @TempDir private static Path folder;

  private static Vertx vertx;
  private static ExecutorService threads;
  private static HttpClient client;
  private static byte[] content;
  private static URI address;

  @BeforeAll
  static void serve() throws Exception {
    content = new byte[SIZE];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("viewing.mp4"), content);
    vertx = Vertx.vertx();
    threads = Executors.newVirtualThreadPerTaskExecutor();
    Router router = Router.router(vertx);
    Api api = new Api(router, Json.mapper(), new Texts(), token -> Optional.empty(), threads);
    api.open().get("/api/viewing/:id", call -> new Answer.File(file, "video/mp4"));
    int port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
    address = URI.create("http://127.0.0.1:" + port + "/api/viewing/x");
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() throws Exception {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    threads.close();
  }

  @Test
  void wholeFileIsServedWithItsType() throws Exception {
    HttpResponse<byte[]> answer = get();
    assertEquals(200, answer.statusCode());
    assertArrayEquals(content, answer.body());
    assertEquals("video/mp4", header(answer, "Content-Type"));
    assertEquals("bytes", header(answer, "Accept-Ranges"));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-1023, 0, 1024",
    "bytes=299990-, 299990, 300000",
    "bytes=-10, 299990, 300000",
    "bytes=299990-999999, 299990, 300000",
    "bytes=-999999, 0, 300000",
  })
  void partIsServedAsAskedFor(String range, int from, int to) throws Exception {
    HttpResponse<byte[]> answer = get("Range", range);
    assertEquals(206, answer.statusCode());
    assertArrayEquals(Arrays.copyOfRange(content, from, to), answer.body());
    assertEquals("bytes " + from + "-" + (to - 1) + "/" + SIZE, header(answer, "Content-Range"));
  }

  @Test
  void partOutsideTheFileIsRefused() throws Exception {
    HttpResponse<byte[]> answer = get("Range", "bytes=300000-");
    assertEquals(416, answer.statusCode());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
  }

  @Test
  void partOfAnotherVersionIsAnsweredWithTheWhole() throws Exception {
    String tag = header(get(), "ETag");
    assertEquals(206, get("Range", "bytes=5-9", "If-Range", tag).statusCode());
    HttpResponse<byte[]> other = get("Range", "bytes=5-9", "If-Range", "\"other\"");
    assertEquals(200, other.statusCode());
    assertArrayEquals(content, other.body());
  }

  private static HttpResponse<byte[]> get(String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
