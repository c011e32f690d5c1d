package org.maplebridge.server.http;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;

/** What a handler gives back. */
public sealed interface Answer {

  /** 200 with a record as JSON. */
  static Answer json(Object body) {
    return new Json(200, body);
  }

  /** 204. */
  static Answer none() {
    return new None();
  }

  /** A body as JSON under a status. */
  record Json(int status, Object body) implements Answer {}

  /** 204 without a body. */
  record None() implements Answer {}

  /** A text under its media type. */
  record Text(String mediaType, String body) implements Answer {}

  /** A body under its media type. */
  static Answer bytes(String mediaType, byte[] body) {
    return new Bytes(mediaType, Buffer.buffer(body));
  }

  /** A body of bytes under its media type. */
  record Bytes(String mediaType, Buffer body) implements Answer {}

  /** A file, with HTTP ranges (RFC 9110 §14); {@code mediaType} such as {@code video/mp4}. */
  record File(Path path, String mediaType) implements Answer {}
}
