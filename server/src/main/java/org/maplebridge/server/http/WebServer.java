package org.maplebridge.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The listening servers of a process, plain and TLS, over one router. */
public final class WebServer implements AutoCloseable {
  private static final int LONGEST_URL = 4 * 1024;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int IDLE_S = 120;
  private static final long LIMIT_S = 30;

  private final List<HttpServer> servers = new ArrayList<>();
  private int port;

  /** A router whose every answer carries our headers and whose every API call is logged. */
  public static Router router(Vertx vertx, HttpConfig config, LongSupplier nanoTime) {
    var router = Router.router(vertx);
    router.allowForward(
        config.behindProxy() ? AllowForwardHeaders.X_FORWARD : AllowForwardHeaders.NONE);
    router.route("/api/*").handler(new AccessLog(nanoTime)::note);
    router.route().handler(SecurityHeaders::add);
    return router;
  }

  /**
   * Listens on the configured ports.
   *
   * @param own the certificate to show where HTTPS is on and none is configured
   * @param more what else the servers must be told, such as the WebSocket's protocol
   * @throws IllegalStateException when a port cannot be had
   */
  public static WebServer start(
      Vertx vertx,
      HttpConfig config,
      Router router,
      KeyStore own,
      UnaryOperator<HttpServerOptions> more) {
    var server = new WebServer();
    try {
      server.port =
          server.listen(vertx, router, more.apply(options(config).setPort(config.port())));
      if (config.https()) {
        server.listen(vertx, router, more.apply(tls(options(config), config, own)));
      }
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  /** The port plain HTTP is on; the configured one unless that was 0. */
  public int port() {
    return port;
  }

  /** Stops accepting and closes every connection. */
  @Override
  public void close() {
    servers.forEach(server -> await(server.close()));
    servers.clear();
  }

  private int listen(Vertx vertx, Router router, HttpServerOptions options) {
    var server = vertx.createHttpServer(options).requestHandler(router);
    servers.add(server);
    return await(server.listen()).actualPort();
  }

  private static HttpServerOptions options(HttpConfig config) {
    return new HttpServerOptions()
        .setHost(config.host())
        .setMaxInitialLineLength(LONGEST_URL)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setIdleTimeout(IDLE_S)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true);
  }

  private static HttpServerOptions tls(HttpServerOptions options, HttpConfig config, KeyStore own) {
    return options
        .setPort(config.httpsPort())
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(
            config
                .certificate()
                .<KeyCertOptions>map(certificate -> pem(certificate, config))
                .orElseGet(
                    () ->
                        new PfxOptions()
                            .setPath(own.file().toString())
                            .setPassword(own.password())));
  }

  private static KeyCertOptions pem(String certificate, HttpConfig config) {
    return new PemKeyCertOptions()
        .addCertValue(read(Path.of(certificate)))
        .addKeyValue(read(Path.of(config.privateKey().orElse(certificate))));
  }

  private static Buffer read(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** A PKCS #12 store with one key; made at the first start with HTTPS and no certificate. */
  public record KeyStore(Path file, String password) {
    @Override
    public String toString() {
      return "KeyStore[" + file + "]";
    }
  }
}
