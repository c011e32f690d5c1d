package org.maplebridge.signaling.negotiation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;

final class Fixtures {
  static final LocalTransport LOCAL =
      new LocalTransport(
          "abcd",
          "0123456789abcdefghijkl",
          new Fingerprint("sha-256", "AA:BB"),
          List.of(new HostCandidate("1", "udp", 2130706431L, "192.0.2.1", 5000)));

  private Fixtures() {}

  static String chromium() {
    try (InputStream in = Fixtures.class.getResourceAsStream("/sdp/chromium-156-publish.sdp")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
