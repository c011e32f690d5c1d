package org.maplebridge.signaling.ice;

import java.time.Duration;
import java.util.List;

/**
 * TURN servers (RFC 8656) for networks that let nothing through but TLS.
 *
 * @param urls such as {@code turns:turn.example.org:443?transport=tcp} (RFC 7065)
 * @param secret shared with the servers, coturn's {@code static-auth-secret}
 * @param life how long credentials hold; a connection that outlives them loses its relay
 */
public record TurnConfig(List<String> urls, String secret, Duration life) {

  public TurnConfig {
    urls = List.copyOf(urls);
    if (!urls.isEmpty() && secret.isBlank()) {
      throw new IllegalArgumentException("turn.urls needs turn.secret, the servers' own secret.");
    }
  }

  public static TurnConfig defaults() {
    return new TurnConfig(List.of(), "", Duration.ofHours(12));
  }

  @Override
  public String toString() {
    return "TurnConfig[urls=" + urls + ", life=" + life + "]";
  }
}
