package org.maplebridge.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The web client from the class path: {@code /} and every unknown path is the staff's page, {@code
 * /j/…}, {@code /l/…}, {@code /room/…}, {@code /c}, {@code /g/…}, {@code /s/…} and {@code /v/…} the
 * page of calls and papers. Files under {@code /assets/} carry a hash in their name and never
 * change. A file that lies beside its {@code .br} or {@code .gz} twin is sent compressed.
 */
public final class StaticSite {
  private static final String ROOT = "/web";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  /** Files of the class path are few and small: each is read once. */
  private final Map<String, Optional<Buffer>> files = new ConcurrentHashMap<>();

  public void declare(Router router) {
    router.get("/j/*").handler(context -> page(context, "/join.html"));
    router.get("/l/*").handler(context -> page(context, "/join.html"));
    router.get("/room/*").handler(context -> page(context, "/join.html"));
    router.get("/s/*").handler(context -> page(context, "/join.html"));
    router.get("/c/*").handler(context -> page(context, "/join.html"));
    router.get("/g/*").handler(context -> page(context, "/join.html"));
    router.get("/v/*").handler(context -> page(context, "/join.html"));
    router.get().handler(this::fileOrPage);
  }

  private void fileOrPage(RoutingContext context) {
    String path = context.normalizedPath();
    String extension = extension(path);
    if (path.startsWith("/api/") || path.startsWith("/ws")) {
      context.next();
    } else if (extension.isEmpty()) {
      page(context, "/index.html");
    } else if (MEDIA_TYPES.containsKey(extension) && file(path).isPresent()) {
      send(context, path, path.startsWith("/assets/") ? FOR_EVER : ASK_EACH_TIME);
    } else {
      context.next();
    }
  }

  private void page(RoutingContext context, String file) {
    if (file(file).isPresent()) {
      send(context, file, ASK_EACH_TIME);
    } else {
      context.next();
    }
  }

  private void send(RoutingContext context, String path, String caching) {
    var response = context.response();
    response
        .putHeader("Content-Type", MEDIA_TYPES.get(extension(path)))
        .putHeader("Cache-Control", caching)
        .putHeader("Vary", "Accept-Encoding");
    String accepted =
        Optional.ofNullable(context.request().getHeader("Accept-Encoding")).orElse("");
    for (var coding : Coding.values()) {
      Optional<Buffer> compressed =
          accepted.contains(coding.token) ? file(path + coding.suffix) : Optional.empty();
      if (compressed.isPresent()) {
        response.putHeader("Content-Encoding", coding.token).end(compressed.get());
        return;
      }
    }
    response.end(file(path).orElseThrow());
  }

  /** Absent files are not remembered, so that asking for many of them fills no memory. */
  private Optional<Buffer> file(String path) {
    Optional<Buffer> known = files.get(path);
    if (known == null) {
      known = read(path);
      if (known.isPresent() || path.endsWith(".br") || path.endsWith(".gz")) {
        files.put(path, known);
      }
    }
    return known;
  }

  private static Optional<Buffer> read(String path) {
    if (path.contains("..") || path.contains("//")) {
      return Optional.empty();
    }
    try (var stream = StaticSite.class.getResourceAsStream(ROOT + path)) {
      return stream == null ? Optional.empty() : Optional.of(Buffer.buffer(stream.readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String extension(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Content codings we may have a twin of, best first (RFC 9110 §8.4.1). */
  private enum Coding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    private final String token;
    private final String suffix;

    Coding(String token, String suffix) {
      this.token = token;
      this.suffix = suffix;
    }
  }
}
