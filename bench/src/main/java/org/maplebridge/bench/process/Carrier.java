package org.maplebridge.bench.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A carrier of text messages: takes them from the server by POST and shows them by GET as JSON, as
 * the phones they were sent to would. Any thread.
 */
public final class Carrier implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Consumer<Sms> watcher;
  private final List<Sms> taken = new CopyOnWriteArrayList<>();

  /** A message that arrived. */
  public record Sms(String to, String text) {}

  private Carrier(HttpServer server, Consumer<Sms> watcher) {
    this.server = server;
    this.watcher = watcher;
  }

  public static Carrier open() {
    return open(sms -> {});
  }

  /**
   * @param watcher told of each message, on any thread
   */
  public static Carrier open(Consumer<Sms> watcher) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Carrier carrier = new Carrier(server, watcher);
      server.createContext("/sms", carrier::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return carrier;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/sms";
  }

  /** What makes a server hand its messages over. */
  public List<String> options() {
    return List.of("--set", "messages.sms.url=" + url());
  }

  /** The newest message of a phone that holds some words. */
  public Optional<Sms> newest(String to, String words) {
    return taken.reversed().stream()
        .filter(sms -> sms.to().equals(to) && sms.text().contains(words))
        .findFirst();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = new byte[0];
      if (exchange.getRequestMethod().equals("POST")) {
        JsonNode message = JSON.readTree(exchange.getRequestBody());
        Sms sms = new Sms(message.path("to").asText(), message.path("text").asText());
        taken.add(sms);
        watcher.accept(sms);
      } else {
        body = JSON.writeValueAsBytes(taken);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
