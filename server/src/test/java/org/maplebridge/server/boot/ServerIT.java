package org.maplebridge.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.server.config.ConfigException;
import org.maplebridge.server.config.ConfigReader;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.config.ServerConfig;
import org.maplebridge.server.http.Json;

/** The whole server on an empty data folder, ended and started again. */
class ServerIT {
  @TempDir Path data;

  private final ObjectMapper json = Json.mapper();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theDemonstrationIsThereAndOutlivesARestart() throws Exception {
    int invited;
    try (var folder = DataFolder.open(data);
        var server = Server.start(config(), folder, true)) {
      assertTrue(get(server, "/api/health", "").get("ok").asBoolean());
      String token = signIn(server);

      assertEquals(5, get(server, "/api/cases", token).get("total").asInt());
      invited = get(server, "/api/outbox", token).get("total").asInt();
      assertTrue(invited >= 2, "every party of the sitting that runs now is invited");
      assertEquals(170, get(server, "/api/org", token).size());
      assertEquals(3, get(server, "/api/staff?role=MEDIATOR", token).size());
      assertEquals(403, send(server, "/api/diagnosis/rooms/none", token).statusCode());
      assertEquals(
          404, send(server, "/api/diagnosis/rooms/none", signIn(server, "admin")).statusCode());
      assertThrows(ConfigException.class, () -> DataFolder.open(data));
    }
    try (var folder = DataFolder.open(data);
        var server = Server.start(config(), folder, true)) {
      String token = signIn(server);
      assertEquals(5, get(server, "/api/cases", token).get("total").asInt());
      assertEquals(invited, get(server, "/api/outbox", token).get("total").asInt());
    }
  }

  @Test
  void theProcessShowsItsNumbersAndKeepsItsSecrets() throws Exception {
    try (var folder = DataFolder.open(data);
        var server = Server.start(config(), folder, false)) {
      String metrics = send(server, "/metrics", "").body();
      assertTrue(metrics.contains("# TYPE maple_heap_bytes gauge"), metrics);
      assertTrue(metrics.contains("# TYPE bridge_media_round_trip_seconds histogram"), metrics);
      assertTrue(metrics.contains("bridge_media_send_loss_ratio_bucket{le=\"+Inf\"} 0"), metrics);
      assertTrue(
          metrics.contains(
              """
              # TYPE bridge_transport_handshakes_failed_total counter
              bridge_transport_handshakes_failed_total{reason="abandoned"} 0
              """),
          metrics);
      assertEquals(401, send(server, "/api/cases", "").statusCode());
      assertEquals(404, send(server, "/api/nothing", "").statusCode());
      assertFalse(send(server, "/../secrets/ticket.key", "").body().contains(secret()));
    }
    try (var secrets = Files.list(data.resolve("secrets"))) {
      for (Path secret : secrets.filter(file -> file.toString().endsWith(".key")).toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)),
            secret.toString());
      }
    }
  }

  private static ServerConfig config() {
    return new ConfigReader()
        .read(
            Optional.empty(),
            Map.of(),
            List.of("http.host=127.0.0.1", "http.port=0", "bridge.first-udp-port=0"));
  }

  private String secret() throws IOException {
    return Files.readString(data.resolve("secrets/ticket.key"));
  }

  private String signIn(Server server) throws Exception {
    return signIn(server, "mediator");
  }

  private String signIn(Server server, String username) throws Exception {
    String body =
        json.writeValueAsString(Map.of("username", username, "password", DemoPeople.PASSWORD));
    var request =
        HttpRequest.newBuilder(uri(server, "/api/session"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return json.readTree(answer.body()).get("accessToken").asText();
  }

  private JsonNode get(Server server, String path, String token) throws Exception {
    var answer = send(server, path, token);
    assertEquals(200, answer.statusCode(), answer.body());
    return json.readTree(answer.body());
  }

  private HttpResponse<String> send(Server server, String path, String token) throws Exception {
    var request = HttpRequest.newBuilder(uri(server, path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static URI uri(Server server, String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
