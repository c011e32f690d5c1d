package org.maplebridge.server.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.persistence.TestDatabase;

/** The JDK's HTTP server stands for a carrier's. */
class OutboxTest {
  private final Jdbi jdbi = TestDatabase.fresh();
  private final Outbox outbox =
      new Outbox(jdbi, new Ids(new SecureRandom()), InstantSource.system());
  private final BlockingQueue<Posted> posted = new ArrayBlockingQueue<>(10);
  private final AtomicInteger status = new AtomicInteger(200);
  private HttpServer carrier;

  @BeforeEach
  void startCarrier() throws IOException {
    carrier = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    carrier.createContext(
        "/send",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String secret = exchange.getRequestHeaders().getFirst("X-Secret");
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
          posted.add(new Posted(secret, body));
        });
    carrier.start();
  }

  @AfterEach
  void stopCarrier() {
    carrier.stop(0);
  }

  @Test
  void aMessageIsDeliveredWithItsSecretAndItsText() throws Exception {
    String text = "您的调解链接 \"点击\": https://a.example/j/abcDEF_123- {to}";
    String id = outbox.queue(Channel.SMS, "13800000001", text);

    try (var _ = worker()) {
      Posted post = posted.poll(20, TimeUnit.SECONDS);
      assertEquals("s3cret", post.secret());
      assertEquals(
          Map.of("id", id, "to", "13800000001", "text", text),
          Json.mapper().readValue(post.body(), Map.class));
      awaitState(id, "SENT");
    }
    String kept = column(id, "body");
    assertTrue(kept.contains("/j/…"), kept);
    assertTrue(!kept.contains("abcDEF"), kept);
  }

  @Test
  void aRefusedMessageStaysQueuedForLater() throws Exception {
    status.set(503);
    String id = outbox.queue(Channel.SMS, "13800000001", "text");

    try (var _ = worker()) {
      posted.poll(20, TimeUnit.SECONDS);
      await("select last_error is not null from outbox where id = ?", id);
    }
    assertEquals("QUEUED", column(id, "state"));
    assertEquals("HTTP 503", column(id, "last_error"));
    assertEquals("t", column(id, "next_attempt_at > now()"));
  }

  @Test
  void aMessageThatIsNeverTakenFailsAtLast() throws Exception {
    status.set(500);
    String id = outbox.queue(Channel.SMS, "13800000001", "text");
    jdbi.useHandle(handle -> handle.execute("update outbox set attempts = 7 where id = ?", id));

    try (var _ = worker()) {
      awaitState(id, "FAILED");
    }
  }

  @Test
  void aMessageWithoutACarrierWaits() throws Exception {
    String mail = outbox.queue(Channel.EMAIL, "li@example.cn", "text");
    String sms = outbox.queue(Channel.SMS, "13800000001", "text");

    try (var _ = worker()) {
      awaitState(sms, "SENT");
    }
    assertEquals("QUEUED", column(mail, "state"));
    assertEquals("0", column(mail, "attempts"));
  }

  @Test
  void addressesAreMasked() {
    assertEquals("138****5678", Mask.address(Channel.SMS, "13812345678"));
    assertEquals("l***@example.cn", Mask.address(Channel.EMAIL, "li@example.cn"));
    assertEquals("****", Mask.address(Channel.SMS, "110"));
  }

  private OutboxWorker worker() {
    var config =
        new NotifyConfig.Carrier(
            Optional.of("http://127.0.0.1:" + carrier.getAddress().getPort() + "/send"),
            "application/json; charset=utf-8",
            "{\"id\":\"{id}\",\"to\":\"{to}\",\"text\":\"{text}\"}",
            "X-Secret",
            "s3cret");
    return new OutboxWorker(
        jdbi, outbox, List.of(new HttpProvider(Channel.SMS, config)), InstantSource.system());
  }

  private void awaitState(String id, String state) throws InterruptedException {
    await("select state = '" + state + "' from outbox where id = ?", id);
  }

  private void await(String condition, String id) throws InterruptedException {
    for (int i = 0; i < 400; i++) {
      boolean holds =
          jdbi.withHandle(handle -> handle.select(condition, id).mapTo(Boolean.class).one());
      if (holds) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("never: " + condition);
  }

  private String column(String id, String expression) {
    return jdbi.withHandle(
        handle ->
            handle
                .select("select " + expression + " from outbox where id = ?", id)
                .mapTo(String.class)
                .one());
  }

  private record Posted(String secret, String body) {}
}
