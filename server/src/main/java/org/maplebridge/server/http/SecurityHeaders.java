package org.maplebridge.server.http;

import io.vertx.ext.web.RoutingContext;

/** Headers that narrow what a browser lets our pages do. */
final class SecurityHeaders {
  /** Blob and data images are pictures made in the page; ws and wss to our own host are 'self'. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' ws: wss:; "
          + "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
          + "form-action 'self'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), "
          + "fullscreen=(self), geolocation=(), payment=(), usb=()";

  private SecurityHeaders() {}

  static void add(RoutingContext context) {
    var headers = context.response().headers();
    headers
        .set("Content-Security-Policy", CONTENT_POLICY)
        .set("Permissions-Policy", PERMISSIONS)
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Opener-Policy", "same-origin");
    if (context.request().isSSL()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    context.next();
  }
}
