package org.maplebridge.server.notify;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A carrier that takes messages by HTTP POST; an answer of 2xx means it took the message. */
public final class HttpProvider implements MessageProvider, AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  private final Channel channel;
  private final NotifyConfig.Carrier carrier;
  private final URI url;
  private final HttpClient client;

  /**
   * @throws IllegalArgumentException when the carrier's URL is missing or malformed
   */
  public HttpProvider(Channel channel, NotifyConfig.Carrier carrier) {
    this.channel = channel;
    this.carrier = carrier;
    this.url = URI.create(carrier.url().orElseThrow(IllegalArgumentException::new));
    this.client = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
  }

  @Override
  public boolean carries(Channel wanted) {
    return wanted == channel;
  }

  @Override
  public void deliver(String messageId, Channel ignored, String to, String text)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", carrier.contentType())
            .POST(HttpRequest.BodyPublishers.ofString(body(messageId, to, text)));
    if (!carrier.secret().isEmpty()) {
      request.header(carrier.secretHeader(), carrier.secret());
    }
    int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("HTTP " + status);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** One pass over the template, so that a text with braces in it stays a text. */
  private String body(String messageId, String to, String text) {
    var body = new StringBuilder();
    String template = carrier.body();
    int at = 0;
    while (at < template.length()) {
      String rest = template.substring(at);
      if (rest.startsWith("{to}")) {
        body.append(encode(to));
        at += "{to}".length();
      } else if (rest.startsWith("{text}")) {
        body.append(encode(text));
        at += "{text}".length();
      } else if (rest.startsWith("{id}")) {
        body.append(encode(messageId));
        at += "{id}".length();
      } else {
        body.append(template.charAt(at++));
      }
    }
    return body.toString();
  }

  private String encode(String value) {
    if (!carrier.contentType().contains("json")) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
    return new String(
        com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(value));
  }
}
