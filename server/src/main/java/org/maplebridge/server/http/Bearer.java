package org.maplebridge.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The bearer token of a request (RFC 6750 §2.1). */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  static Optional<String> tokenOf(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    return Optional.ofNullable(header)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip());
  }
}
