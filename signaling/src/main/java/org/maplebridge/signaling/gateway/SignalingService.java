package org.maplebridge.signaling.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.maplebridge.bridge.api.PacketTap;
import org.maplebridge.signaling.protocol.MessageCodec;
import org.maplebridge.signaling.room.LiveSittings;
import org.maplebridge.signaling.room.LiveStatus;
import org.maplebridge.signaling.room.RoomDoors;
import org.maplebridge.signaling.room.RoomGate;
import org.maplebridge.signaling.room.RoomTree;
import org.maplebridge.signaling.ticket.TicketDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signalling, put together: the WebSocket, the live sittings behind it, and their clock. It closes
 * its rooms; the bridge, the data source and the HTTP server are closed by whoever made them, the
 * HTTP server first. Any thread.
 */
public final class SignalingService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SignalingService.class);
  private static final String PATH = "/ws";
  private static final long TICK_MS = 2_000;

  private final Vertx vertx;
  private final LiveSittings sittings;
  private final OriginCheck origins;
  private final LongSupplier nanoTime;
  private final MessageCodec codec = new MessageCodec();
  private final MessageHandlers handlers = new MessageHandlers();
  private final MediaDoor mediaDoor;
  private final long timer;

  /**
   * Signalling over the given doors.
   *
   * @param origins allowed in {@code Origin} besides the server's own
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public SignalingService(
      Vertx vertx,
      RoomDoors doors,
      RoomGate gate,
      TicketDesk tickets,
      Set<String> origins,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.sittings = new LiveSittings(doors, gate, tickets);
    this.origins = new OriginCheck(origins);
    this.nanoTime = nanoTime;
    this.mediaDoor = new MediaDoor(sittings, tickets, doors.options().iceServers());
    this.timer = vertx.setPeriodic(TICK_MS, id -> sittings.tick());
  }

  /** The options an HTTP server needs for the socket: subprotocol and sizes. */
  public static HttpServerOptions configure(HttpServerOptions options) {
    return options
        .setWebSocketSubProtocols(List.of(MessageCodec.SUBPROTOCOL))
        .setMaxWebSocketFrameSize(MessageCodec.MAX_CHARS)
        .setMaxWebSocketMessageSize(MessageCodec.MAX_CHARS);
  }

  /**
   * Puts the socket under {@code /ws} of a server made with {@link #configure}, and the doors for
   * devices under {@code /whip} and {@code /whep}.
   */
  public void mount(Router router) {
    router.get(PATH).handler(this::upgrade);
    mediaDoor.mount(router);
  }

  /** How many wait and how many are in a sitting's room. */
  public LiveStatus liveStatus(String sittingId) {
    return sittings.status(sittingId);
  }

  /** A live sitting down to its connections, for diagnosis; empty where nobody is. Blocking. */
  public Optional<RoomTree> tree(String sittingId) {
    return sittings.tree(sittingId);
  }

  /** Sets or ends the tap of a participant's connection; false where there is none. Blocking. */
  public boolean tap(
      String sittingId, String participantId, boolean sending, Optional<PacketTap> tap) {
    return sittings.tap(sittingId, participantId, sending, tap);
  }

  /** Ends a sitting for everyone in it; nothing where nobody is. */
  public CompletableFuture<Void> closeSitting(String sittingId) {
    return sittings.closeSitting(sittingId);
  }

  /** Ends all connections; clients will come back to the next process. */
  @Override
  public void close() {
    vertx.cancelTimer(timer);
    sittings.close();
  }

  private void upgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!origins.passes(request)) {
      context.response().setStatusCode(403).end();
      return;
    }
    if (!speaksVersion(request)) {
      context.response().setStatusCode(400).end();
      return;
    }
    request
        .toWebSocket()
        .onSuccess(this::accept)
        .onFailure(failure -> log.debug("no web socket", failure));
  }

  private void accept(ServerWebSocket socket) {
    new ClientSocket(vertx, socket, sittings, codec, handlers, nanoTime).start();
  }

  private static boolean speaksVersion(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("Sec-WebSocket-Protocol"))
        .map(offered -> Arrays.asList(offered.split("\\s*,\\s*", -1)))
        .map(offered -> offered.contains(MessageCodec.SUBPROTOCOL))
        .orElse(false);
  }
}
