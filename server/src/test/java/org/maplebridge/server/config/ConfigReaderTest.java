package org.maplebridge.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  @TempDir Path folder;

  private final ConfigReader reader = new ConfigReader();

  @Test
  void nothingSaidGivesTheDefaults() {
    assertEquals(
        ServerConfig.defaults(), reader.read(Optional.empty(), Map.of("HOME", "/"), List.of()));
  }

  @Test
  void theLaterSourceWins() throws IOException {
    Path file =
        file(
            "http:\n  port: 81\n  public-url: https://a.example\nidentity:\n  access-life: PT5M\n");

    ServerConfig config =
        reader.read(
            Optional.of(file),
            Map.of("MAPLE_HTTP_PORT", "82", "MAPLE_BRIDGE_ANNOUNCED_ADDRESS", "203.0.113.7"),
            List.of("http.port=83", "bridge.bind-addresses=[10.0.0.1, 10.0.0.2]"));

    assertEquals(83, config.http().port());
    assertEquals(Optional.of("https://a.example"), config.http().publicUrl());
    assertEquals(Optional.of("203.0.113.7"), config.bridge().announcedAddress());
    assertEquals(List.of("10.0.0.1", "10.0.0.2"), config.bridge().bindAddresses());
    assertEquals(Duration.ofMinutes(5), config.identity().accessLife());
  }

  @Test
  void anUnknownKeyIsNamed() throws IOException {
    Path file = file("http:\n  prot: 81\n");
    var refusal =
        assertThrows(
            ConfigException.class, () -> reader.read(Optional.of(file), Map.of(), List.of()));
    assertTrue(refusal.getMessage().contains("\"http.prot\""), refusal.getMessage());
  }

  @Test
  void anUnknownVariableIsNamed() {
    var refusal =
        assertThrows(
            ConfigException.class,
            () -> reader.read(Optional.empty(), Map.of("MAPLE_HTTP_PROT", "1"), List.of()));
    assertTrue(refusal.getMessage().contains("MAPLE_HTTP_PROT"), refusal.getMessage());
  }

  @Test
  void aValueThatDoesNotFitIsNamed() {
    var refusal =
        assertThrows(
            ConfigException.class,
            () -> reader.read(Optional.empty(), Map.of(), List.of("http.port=many")));
    assertTrue(refusal.getMessage().contains("http.port"), refusal.getMessage());
  }

  @Test
  void theExampleListsEveryKeyWithItsDefault() throws IOException {
    Path example = Path.of("../deploy/maple.example.yaml");
    assertEquals(ServerConfig.defaults(), reader.read(Optional.of(example), Map.of(), List.of()));
    String text = Files.readString(example);
    for (String key : reader.keys()) {
      String name = key.substring(key.lastIndexOf('.') + 1);
      assertTrue(text.contains(name + ":"), key + " is missing in the example");
    }
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("maple.yaml"), yaml);
  }
}
