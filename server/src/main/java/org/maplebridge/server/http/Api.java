package org.maplebridge.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.maplebridge.server.access.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JSON API. A route is declared for staff or for anyone; its handler runs on a virtual thread
 * and the answer goes back through the request's event loop. At most {@value #MOST_AT_ONCE} calls
 * run at once, the next one is refused with {@code http.busy}.
 */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final int MOST_AT_ONCE = 512;
  private static final long LARGEST_BODY = 64 * 1024;

  /** Bodies that are files come below this path, a few at once, from people signed in. */
  static final String UPLOADS = "/api/uploads";

  private static final long LARGEST_UPLOAD = 20 * 1024 * 1024;
  private static final int MOST_UPLOADS = 4;

  private final Router router;
  private final ObjectMapper json;
  private final Problems problems;
  private final Authenticator authenticator;
  private final Executor virtualThreads;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Semaphore uploads = new Semaphore(MOST_UPLOADS);

  /**
   * @param router a router of its own; routes are declared on it with their whole path
   * @param virtualThreads starts a virtual thread per task; closed by its owner
   */
  public Api(
      Router router,
      ObjectMapper json,
      Texts texts,
      Authenticator authenticator,
      Executor virtualThreads) {
    this.router = router;
    this.json = json;
    this.problems = new Problems(json, texts);
    this.authenticator = authenticator;
    this.virtualThreads = virtualThreads;
    router.route().handler(Api::keepLoop);
    router.route(UPLOADS + "/*").handler(this::admitUpload);
    router.route(UPLOADS + "/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_UPLOAD));
    router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.route("/api/*").failureHandler(problems::answerFailure);
    for (int status : new int[] {400, 404, 405, 413, 415, 500}) {
      router.errorHandler(status, problems::answerFailure);
    }
  }

  /** Routes that need a signed-in member of staff. */
  public Routes staff() {
    return new Routes(this, true);
  }

  /** Routes for anyone. */
  public Routes open() {
    return new Routes(this, false);
  }

  private static void keepLoop(RoutingContext context) {
    Replies.keepLoop(context);
    context.next();
  }

  /** A body is held in memory, so nobody may send a large one before it is known who they are. */
  private void admitUpload(RoutingContext context) {
    if (Bearer.tokenOf(context).flatMap(authenticator::staffOf).isEmpty()) {
      problems.answer(context, new ProblemException("identity.unauthenticated", 401));
    } else if (!uploads.tryAcquire()) {
      problems.answer(context, new ProblemException("http.busy", 503));
    } else {
      context.addEndHandler(ended -> uploads.release());
      context.next();
    }
  }

  void declare(HttpMethod method, String path, boolean staffOnly, Handler handler) {
    router.route(method, path).handler(context -> dispatch(context, staffOnly, handler));
  }

  private void dispatch(RoutingContext context, boolean staffOnly, Handler handler) {
    if (!free.tryAcquire()) {
      problems.answer(context, new ProblemException("http.busy", 503));
      return;
    }
    virtualThreads.execute(
        () -> {
          try {
            answer(context, handler.handle(callOf(context, staffOnly)));
          } catch (Exception failure) {
            answerFailure(context, failure);
          } finally {
            free.release();
          }
        });
  }

  private Call callOf(RoutingContext context, boolean staffOnly) {
    Optional<Staff> staff = Bearer.tokenOf(context).flatMap(authenticator::staffOf);
    if (staffOnly && staff.isEmpty()) {
      throw new ProblemException("identity.unauthenticated", 401);
    }
    return new Call(context, json, staff);
  }

  private void answer(RoutingContext context, Answer answer) throws IOException {
    switch (answer) {
      case Answer.Json(int status, Object body) -> {
        byte[] bytes = json.writeValueAsBytes(body);
        Replies.bytes(context, status, "application/json", bytes);
      }
      case Answer.None() -> Replies.empty(context);
      case Answer.Bytes(String type, Buffer body) ->
          Replies.bytes(context, 200, type, body.getBytes());
      case Answer.Text(String type, String body) -> Replies.text(context, type, body);
      case Answer.File(var file, String type) ->
          Replies.file(context, rangeOf(context, file), file, type);
    }
  }

  private static ByteRange rangeOf(RoutingContext context, Path file) throws IOException {
    // RFC 9110 §13.1.5: a range of another version of the file is of no use to the client.
    String condition = context.request().getHeader("If-Range");
    return ByteRange.of(
        Optional.ofNullable(context.request().getHeader("Range"))
            .filter(range -> condition == null || condition.equals(Replies.entityTag(file))),
        Files.size(file));
  }

  private void answerFailure(RoutingContext context, Exception failure) {
    if (failure instanceof ProblemException problem) {
      problems.answer(context, problem);
    } else {
      var route = context.currentRoute();
      LOG.error("The handler of {} failed", route == null ? "?" : route.getPath(), failure);
      problems.answer(context, new ProblemException("http.fault", 500));
    }
  }
}
