package org.maplebridge.signaling.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses pages of other sites (RFC 6455 section 10.2). A client that is no browser sends no {@code
 * Origin} and passes: it has no cookies to misuse, and needs a ticket anyway.
 *
 * @param allowed origins allowed besides the server's own, such as {@code https://example.org}
 */
record OriginCheck(Set<String> allowed) {

  OriginCheck {
    allowed = Set.copyOf(allowed);
  }

  boolean passes(HttpServerRequest request) {
    return passes(
        Optional.ofNullable(request.getHeader("Origin")),
        Optional.ofNullable(request.getHeader("Host")));
  }

  boolean passes(Optional<String> origin, Optional<String> host) {
    return origin
        .map(o -> allowed.contains(o) || host.map(h -> isOf(o, h)).orElse(false))
        .orElse(true);
  }

  private static boolean isOf(String origin, String host) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null
          && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
