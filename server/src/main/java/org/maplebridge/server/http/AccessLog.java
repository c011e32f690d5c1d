package org.maplebridge.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per API call: method, route, status, milliseconds. The route as declared, never the
 * path, for paths carry join codes and ids; no address, no query, no user.
 */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  private final LongSupplier nanoTime;

  AccessLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void note(RoutingContext context) {
    if (LOG.isInfoEnabled()) {
      long from = nanoTime.getAsLong();
      context.addEndHandler(ended -> write(context, from));
    }
    context.next();
  }

  private void write(RoutingContext context, long from) {
    var route = context.currentRoute();
    LOG.info(
        "{} {} {} {} ms",
        context.request().method(),
        route == null || route.getPath() == null ? "-" : route.getPath(),
        context.response().getStatusCode(),
        TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - from));
  }
}
