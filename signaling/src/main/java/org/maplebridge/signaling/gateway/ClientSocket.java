package org.maplebridge.signaling.gateway;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.MessageCodec;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.room.Connection;
import org.maplebridge.signaling.room.LiveSittings;
import org.maplebridge.signaling.room.LiveSittings.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket. Fields without a word belong to its event loop; {@link #send} and {@link #end} may
 * be called from any thread.
 */
final class ClientSocket implements Connection {
  private static final Logger log = LoggerFactory.getLogger(ClientSocket.class);

  /** Time for the hello. */
  static final long HELLO_MS = 10_000;

  /** Silence after which the client is taken to be gone: three pings. */
  static final long SILENCE_MS = 15_000;

  private static final short NORMAL = 1000;
  private static final short GOING_AWAY = 1001;
  private static final short ABNORMAL = 1006;

  /** A page's own word that it is being closed. */
  private static final short PAGE_CLOSED = 4010;

  /** Messages that may wait for a slow socket. */
  static final int OUTBOUND = 1_024;

  private final Vertx vertx;
  private final Context context;
  private final ServerWebSocket socket;
  private final LiveSittings sittings;
  private final MessageCodec codec;
  private final MessageHandlers handlers;
  private final LongSupplier nanoTime;
  private final RateLimit rate;
  // Any thread.
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean ending = new AtomicBoolean();

  private boolean helloSeen;
  private boolean closed;
  private Optional<Membership> membership = Optional.empty();
  private long timer;
  private long heardNanos;

  ClientSocket(
      Vertx vertx,
      ServerWebSocket socket,
      LiveSittings sittings,
      MessageCodec codec,
      MessageHandlers handlers,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.socket = socket;
    this.sittings = sittings;
    this.codec = codec;
    this.handlers = handlers;
    this.nanoTime = nanoTime;
    this.rate = new RateLimit(nanoTime);
  }

  /** Listens. On the socket's event loop. */
  void start() {
    timer = vertx.setTimer(HELLO_MS, id -> close(CloseCode.SILENT));
    socket.textMessageHandler(this::onText);
    socket.binaryMessageHandler(bytes -> close(CloseCode.NOT_TEXT));
    // An oversized message, or a connection that broke: Vert.x leaves the socket open on the first.
    socket.exceptionHandler(failure -> close(CloseCode.UNREADABLE));
    socket.closeHandler(ignored -> onClosed());
  }

  @Override
  public void send(ServerMessage message) {
    if (ending.get()) {
      return;
    }
    if (waiting.incrementAndGet() > OUTBOUND) {
      close(CloseCode.TOO_SLOW);
      return;
    }
    String text = codec.write(message);
    context.runOnContext(
        ignored -> socket.writeTextMessage(text).onComplete(written -> waiting.decrementAndGet()));
  }

  @Override
  public void end(Ending why) {
    close(CloseCode.of(why));
  }

  private void close(CloseCode why) {
    if (ending.compareAndSet(false, true)) {
      context.runOnContext(ignored -> socket.close(why.code()));
    }
  }

  private void onText(String text) {
    if (ending.get()) {
      return;
    }
    if (!rate.take()) {
      fail(0, Problems.of("protocol.too-fast"));
      close(CloseCode.TOO_FAST);
      return;
    }
    switch (codec.read(text)) {
      case MessageCodec.Reading.Refused refused -> refuse(refused.ref(), refused.problem());
      case MessageCodec.Reading.Read read -> onMessage(read.message());
    }
  }

  /** A first message that is none leaves nothing to talk about: the hello's time runs on. */
  private void refuse(long ref, Problem problem) {
    fail(ref, problem);
    membership.ifPresent(m -> m.sitting().unreadable(m.seat(), problem.id()));
    if (problem.id().equals("protocol.version")) {
      close(CloseCode.HELLO_REFUSED);
    }
  }

  private void onMessage(ClientMessage message) {
    switch (message) {
      case ClientMessage.Hello hello -> onHello(hello);
      case ClientMessage.Ping ping when helloSeen -> {
        heardNanos = nanoTime.getAsLong();
        send(new ServerMessage.Done(ping.ref()));
      }
      case ClientMessage other -> onOther(other);
    }
  }

  private void onOther(ClientMessage message) {
    if (membership.isEmpty()) {
      fail(message.ref(), Problems.of("protocol.hello-expected"));
      return;
    }
    heardNanos = nanoTime.getAsLong();
    Membership member = membership.get();
    boolean queued =
        member
            .sitting()
            .submit(member.seat(), this, message.ref(), handlers.work(member.seat(), message));
    if (!queued) {
      fail(message.ref(), Problems.of("room.busy"));
    }
  }

  private void onHello(ClientMessage.Hello hello) {
    if (helloSeen) {
      fail(hello.ref(), Problems.of("protocol.hello-repeated"));
      return;
    }
    helloSeen = true;
    heardNanos = nanoTime.getAsLong();
    vertx.cancelTimer(timer);
    expectWord(SILENCE_MS);
    Thread.ofVirtual().name("hello").start(() -> enter(hello));
  }

  /** On a virtual thread: asks the gate and the database. */
  private void enter(ClientMessage.Hello hello) {
    try {
      Membership member = sittings.enter(hello.ticket(), hello.takeOver(), this);
      context.runOnContext(ignored -> onEntered(hello, member));
    } catch (ProblemException e) {
      refuseHello(hello, e.problem());
    } catch (RuntimeException e) {
      log.error("a hello failed", e);
      refuseHello(hello, Problems.of("room.failed"));
    }
  }

  private void refuseHello(ClientMessage.Hello hello, Problem problem) {
    fail(hello.ref(), problem);
    close(CloseCode.HELLO_REFUSED);
  }

  private void onEntered(ClientMessage.Hello hello, Membership member) {
    if (closed) {
      member.sitting().disconnected(member.seat(), this, loss());
      return;
    }
    membership = Optional.of(member);
    send(new ServerMessage.Done(hello.ref()));
  }

  private void onClosed() {
    closed = true;
    ending.set(true);
    vertx.cancelTimer(timer);
    membership.ifPresent(m -> m.sitting().disconnected(m.seat(), this, loss()));
  }

  /**
   * RFC 6455 section 7.4.1: a browser that leaves the page says 1001, the page itself 4010 where it
   * still can. A lost one says nothing; a page that lost us closes without a code, which Vert.x
   * reads as 1000.
   */
  private Loss loss() {
    Short code = socket.closeStatusCode();
    if (code == null || code == NORMAL || code == ABNORMAL || code == CloseCode.SILENT.code()) {
      return Loss.NETWORK;
    }
    return code == GOING_AWAY || code == PAGE_CLOSED ? Loss.CLOSED_PAGE : Loss.ENDED_HERE;
  }

  /** One timer per silence and not per message: it goes on for what is left since the last one. */
  private void expectWord(long withinMillis) {
    timer =
        vertx.setTimer(
            withinMillis,
            id -> {
              long silent = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - heardNanos);
              if (silent < SILENCE_MS) {
                expectWord(SILENCE_MS - silent);
              } else {
                close(CloseCode.SILENT);
              }
            });
  }

  private void fail(long ref, Problem problem) {
    send(new ServerMessage.Failed(ref, problem));
  }
}
