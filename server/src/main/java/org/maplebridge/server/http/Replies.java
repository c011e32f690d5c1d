package org.maplebridge.server.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/** Sends responses from any thread through the request's event loop. */
final class Replies {
  private static final String LOOP = "maplebridge.loop";

  private Replies() {}

  /** Keeps the event loop of a request for its answer. Called on that loop. */
  static void keepLoop(RoutingContext context) {
    context.put(LOOP, context.vertx().getOrCreateContext());
  }

  static void bytes(RoutingContext context, int status, String mediaType, byte[] body) {
    onLoop(
        context,
        response ->
            response
                .setStatusCode(status)
                .putHeader("Content-Type", mediaType)
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(body)));
  }

  static void text(RoutingContext context, String mediaType, String body) {
    bytes(context, 200, mediaType, body.getBytes(StandardCharsets.UTF_8));
  }

  static void empty(RoutingContext context) {
    onLoop(context, response -> response.setStatusCode(204).end());
  }

  /** A strong validator (RFC 9110 §8.8.3): our files are written once and replaced whole. */
  static String entityTag(Path file) {
    File known = file.toFile();
    return "\""
        + Long.toHexString(known.length())
        + "-"
        + Long.toHexString(known.lastModified())
        + "\"";
  }

  static void file(RoutingContext context, ByteRange range, Path file, String mediaType) {
    onLoop(
        context,
        response -> {
          response
              .putHeader("Content-Type", mediaType)
              .putHeader("Accept-Ranges", "bytes")
              .putHeader("ETag", entityTag(file))
              .putHeader("Cache-Control", "private, no-store");
          range.contentRange().ifPresent(value -> response.putHeader("Content-Range", value));
          response.setStatusCode(range.partial() ? 206 : 200);
          response.sendFile(file.toString(), range.offset(), range.length());
        });
  }

  private static void onLoop(RoutingContext context, Consumer<HttpServerResponse> send) {
    Context loop = Objects.requireNonNull(context.<Context>get(LOOP), LOOP);
    loop.runOnContext(
        ignored -> {
          HttpServerResponse response = context.response();
          if (!response.ended() && !response.closed()) {
            send.accept(response);
          }
        });
  }
}
