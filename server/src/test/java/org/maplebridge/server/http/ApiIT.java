package org.maplebridge.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;

/** The API's manners, seen by the JDK's HTTP client. */
class ApiIT {
  private static final Staff LI = new Staff("1", "李", StaffRole.MEDIATOR, "510503");

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  record Greeting(String name, Optional<Integer> times) {}

  @BeforeEach
  void start() {
    var defaults = HttpConfig.defaults();
    var config =
        new HttpConfig(
            "127.0.0.1", 0, Optional.empty(), false, false, 0, Optional.empty(), Optional.empty());
    assertEquals(8080, defaults.port());
    var router = WebServer.router(vertx, config, System::nanoTime);
    var api =
        new Api(
            router,
            Json.mapper(),
            new Texts(),
            token -> Optional.of(LI).filter(li -> token.equals("li")),
            threads);
    api.open().post("/api/greet", call -> Answer.json(call.body(Greeting.class)));
    api.staff().get("/api/me", call -> Answer.json(call.staff()));
    api.open().get("/api/fault", call -> faulty());
    api.open().get("/api/thread", call -> Answer.json(Thread.currentThread().isVirtual()));
    api.open().get("/api/film", call -> new Answer.File(folder.resolve("film.mp4"), "video/mp4"));
    new StaticSite().declare(router);
    server =
        WebServer.start(
            vertx, config, router, new WebServer.KeyStore(folder, ""), options -> options);
  }

  @AfterEach
  void stop() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    threads.close();
    client.close();
  }

  @Test
  void aRecordComesInAndGoesOut() throws Exception {
    var answer = post("/api/greet", "{\"name\":\"陈\",\"times\":2}");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"name\":\"陈\",\"times\":2}", answer.body());
    assertEquals("{\"name\":\"陈\"}", post("/api/greet", "{\"name\":\"陈\"}").body());
  }

  @Test
  void bodiesThatAreNotTheRecordAreRefusedWithThePlace() throws Exception {
    for (String body :
        new String[] {
          "",
          "[]",
          "null",
          "{",
          "{}",
          "{\"name\":null}",
          "{\"name\":\"a\",\"age\":1}",
          "{\"name\":1}",
          "{\"name\":\"a\",\"times\":\"2\"}",
          "{\"name\":\"a\"} {}",
        }) {
      var answer = post("/api/greet", body);
      assertEquals(400, answer.statusCode(), body);
      assertEquals("http.bad-body", problem(answer).get("id").asText(), body);
    }
    String detail =
        problem(post("/api/greet", "{\"name\":\"a\",\"age\":1}")).get("detail").asText();
    assertTrue(detail.contains("age"), detail);
  }

  @Test
  void problemsSpeakTheReadersLanguage() throws Exception {
    var chinese = send(request("/api/none"));
    assertEquals(404, chinese.statusCode());
    assertEquals("application/problem+json", chinese.headers().firstValue("Content-Type").get());
    assertTrue(problem(chinese).get("detail").asText().contains("没有找到"));
    var english = send(request("/api/none").header("Accept-Language", "en"));
    assertTrue(problem(english).get("detail").asText().contains("nothing at this address"));
  }

  @Test
  void staffRoutesNeedAToken() throws Exception {
    assertEquals(401, send(request("/api/me")).statusCode());
    assertEquals(
        401, send(request("/api/me").header("Authorization", "Bearer other")).statusCode());
    var answer = send(request("/api/me").header("Authorization", "bearer li"));
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("李"));
  }

  @Test
  void otherMethodsAndTypesAreRefused() throws Exception {
    assertEquals(405, send(request("/api/greet").DELETE()).statusCode());
    var form =
        request("/api/greet")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("name=a"));
    assertEquals(415, send(form).statusCode());
  }

  @Test
  void bigBodiesAreRefused() throws Exception {
    var answer = post("/api/greet", "{\"name\":\"" + "a".repeat(70_000) + "\"}");
    assertEquals(413, answer.statusCode());
    assertEquals(200, post("/api/greet", "{\"name\":\"a\"}").statusCode());
  }

  @Test
  void faultsTellNothingOfTheInside() throws Exception {
    var answer = send(request("/api/fault"));
    assertEquals(500, answer.statusCode());
    assertTrue(!answer.body().contains("secret"), answer.body());
  }

  @Test
  void handlersRunOnVirtualThreads() throws Exception {
    assertEquals("true", send(request("/api/thread")).body());
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path : new String[] {"/", "/j/abc", "/api/none", "/api/thread"}) {
      var headers = send(request(path)).headers();
      assertTrue(
          headers.firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors"),
          path);
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
    }
  }

  @Test
  void filesAreServedInRanges() throws Exception {
    Files.writeString(folder.resolve("film.mp4"), "0123456789");

    assertEquals("0123456789", send(request("/api/film")).body());
    var middle = send(request("/api/film").header("Range", "bytes=2-4"));
    assertEquals(206, middle.statusCode());
    assertEquals("234", middle.body());
    assertEquals("bytes 2-4/10", middle.headers().firstValue("Content-Range").orElse(""));
    assertEquals("89", send(request("/api/film").header("Range", "bytes=-2")).body());
    assertEquals("789", send(request("/api/film").header("Range", "bytes=7-")).body());
    assertEquals(416, send(request("/api/film").header("Range", "bytes=10-")).statusCode());
  }

  private static Answer faulty() throws IOException {
    throw new IOException("a secret of the inside");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode problem(HttpResponse<String> answer) throws IOException {
    return Json.mapper().readTree(answer.body());
  }
}
