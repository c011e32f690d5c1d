package org.maplebridge.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/** The HTTP API of a server, as one caller sees it. Blocking. */
public final class Door {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI base;
  private final Optional<JsonNode> session;

  private Door(HttpClient http, URI base, Optional<JsonNode> session) {
    this.http = http;
    this.base = base;
    this.session = session;
  }

  /** A caller without an account. */
  public static Door of(URI base) {
    return new Door(HttpClient.newHttpClient(), base, Optional.empty());
  }

  /** The same server, signed in. */
  public Door signIn(String username, String password) {
    JsonNode opened = post("/api/session", Map.of("username", username, "password", password));
    return new Door(http, base, Optional.of(opened));
  }

  /** Id of the staff member signed in. */
  public String staffId() {
    return session.orElseThrow().path("staff").path("id").asText();
  }

  public URI base() {
    return base;
  }

  HttpClient http() {
    return http;
  }

  public JsonNode get(String path) {
    return call(request(path).GET().build());
  }

  public JsonNode post(String path, Object body) {
    try {
      return call(
          request(path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build());
    } catch (IOException e) {
      throw new DoorException(0, "http.malformed", e.getMessage());
    }
  }

  /** Sends a file as it is. */
  public JsonNode upload(String path, byte[] content) {
    return call(request(path).POST(BodyPublishers.ofByteArray(content)).build());
  }

  /** What is no JSON: a file. */
  public byte[] bytes(String path) {
    return answer(request(path).GET().build()).body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json");
    session.ifPresent(
        s -> builder.header("Authorization", "Bearer " + s.path("accessToken").asText()));
    return builder;
  }

  private JsonNode call(HttpRequest request) {
    try {
      return read(answer(request));
    } catch (IOException e) {
      throw new DoorException(0, "http.malformed", e.getMessage());
    }
  }

  private static JsonNode read(HttpResponse<byte[]> response) throws IOException {
    return response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        JsonNode problem = read(response);
        throw new DoorException(
            response.statusCode(), problem.path("id").asText(), problem.path("detail").asText());
      }
      return response;
    } catch (IOException e) {
      throw new DoorException(0, "http.unreachable", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DoorException(0, "http.interrupted", request.uri().getPath());
    }
  }
}
