package org.maplebridge.signaling.gateway;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.maplebridge.signaling.ice.IceServers;
import org.maplebridge.signaling.negotiation.IceFragment;
import org.maplebridge.signaling.negotiation.IngestOffer;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.IceServer;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.LiveSittings;
import org.maplebridge.signaling.room.Seat;
import org.maplebridge.signaling.ticket.MediaTicket;
import org.maplebridge.signaling.ticket.MediaUse;
import org.maplebridge.signaling.ticket.TicketDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standard doors: WHIP (RFC 9725) for what sends, WHEP (draft-ietf-wish-whep-03) for what
 * watches. A bearer token names the one participant of one sitting whose place the device takes;
 * what it may do there the rules of sittings decide, as for everybody.
 */
final class MediaDoor {
  private static final Logger log = LoggerFactory.getLogger(MediaDoor.class);
  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final String BEARER = "Bearer ";

  /** As HTTP writes it (RFC 9110 section 13.1.1), and as RFC 9725's example does. */
  private static final Set<String> ANY_TAG = Set.of("*", "\"*\"");

  private static final int LARGEST_BODY = 64 * 1024;
  private static final int MOST_SESSIONS = 1_024;

  private final LiveSittings sittings;
  private final TicketDesk tickets;
  private final IceServers iceServers;
  private final Map<String, MediaSession> sessions = new ConcurrentHashMap<>();

  MediaDoor(LiveSittings sittings, TicketDesk tickets, IceServers iceServers) {
    this.sittings = sittings;
    this.tickets = tickets;
    this.iceServers = iceServers;
  }

  void mount(Router router) {
    mount(router, "/whip", MediaUse.SEND, MediaDoor::publish);
    mount(router, "/whep", MediaUse.WATCH, MediaDoor::watch);
  }

  private void mount(Router router, String path, MediaUse use, MediaWork work) {
    router.route(path + "*").handler(MediaDoor::shareAcrossOrigins);
    router
        .post(path)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(context -> withToken(context, use, ticket -> begin(context, path, ticket, work)));
    router.options(path).handler(context -> context.response().putHeader("Accept-Post", SDP).end());
    router
        .delete(path + "/:session")
        .handler(context -> withToken(context, use, ticket -> end(context, ticket)));
    router
        .patch(path + "/:session")
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(context -> withToken(context, use, ticket -> patch(context, ticket)));
    // RFC 9725 section 4.2
    router.route(path).handler(context -> notAllowed(context, "POST, OPTIONS"));
    router.route(path + "/:session").handler(context -> notAllowed(context, "PATCH, DELETE"));
  }

  /**
   * A page of any house may use the doors (RFC 9725 section 4.2, Fetch): its token lets it in, and
   * no cookie does.
   */
  private static void shareAcrossOrigins(RoutingContext context) {
    HttpServerResponse response = context.response();
    response
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Access-Control-Expose-Headers", "Location, ETag, Link, Accept-Post");
    boolean asksFirst =
        context.request().method().equals(HttpMethod.OPTIONS)
            && context.request().headers().contains("Access-Control-Request-Method");
    if (asksFirst) {
      response
          .putHeader("Access-Control-Allow-Methods", "POST, PATCH, DELETE")
          .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match")
          .putHeader("Accept-Post", SDP)
          .end();
    } else {
      context.next();
    }
  }

  private static void notAllowed(RoutingContext context, String allowed) {
    context.response().setStatusCode(405).putHeader("Allow", allowed).end();
  }

  private static Optional<String> publish(LiveSitting sitting, Seat seat, String offer) {
    sitting
        .publishing()
        .publish(seat, new ClientMessage.Publish(1, offer, IngestOffer.sources(offer)));
    return Optional.empty();
  }

  private static Optional<String> watch(LiveSitting sitting, Seat seat, String offer) {
    return Optional.of(sitting.watching().watch(seat, offer));
  }

  /** What is done for a valid token. */
  private interface Act {
    void with(MediaTicket ticket);
  }

  private void withToken(RoutingContext context, MediaUse use, Act act) {
    Optional<MediaTicket> ticket =
        Optional.ofNullable(context.request().getHeader("Authorization"))
            .filter(value -> value.startsWith(BEARER))
            .flatMap(value -> tickets.checkMedia(value.substring(BEARER.length()).strip()))
            .filter(found -> found.use() == use);
    if (ticket.isPresent()) {
      act.with(ticket.get());
    } else {
      // RFC 6750 section 3
      context.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(context.response(), Problems.of("ticket.invalid"));
    }
  }

  private void begin(RoutingContext context, String path, MediaTicket ticket, MediaWork work) {
    String type = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
    if (!type.startsWith(SDP)) {
      context.response().setStatusCode(415).putHeader("Accept-Post", SDP).end();
      return;
    }
    if (sessions.size() >= MOST_SESSIONS) {
      refuse(context.response(), Problems.of("room.busy"));
      return;
    }
    String offer = Optional.ofNullable(context.body().asString()).orElse("");
    Context loop = context.vertx().getOrCreateContext();
    Thread.ofVirtual()
        .name("media-door")
        .start(() -> begin(context, loop, path, ticket, offer, work));
  }

  private void begin(
      RoutingContext context,
      Context loop,
      String path,
      MediaTicket ticket,
      String offer,
      MediaWork work) {
    MediaSession session =
        new MediaSession(
            UUID.randomUUID().toString(), ticket, ended -> sessions.remove(ended.id()));
    sessions.put(session.id(), session);
    try {
      String answer = session.begin(sittings, offer, work);
      loop.runOnContext(ignored -> created(context.response(), path, session, answer));
    } catch (ProblemException e) {
      sessions.remove(session.id());
      loop.runOnContext(ignored -> refuse(context.response(), e.problem()));
    } catch (RuntimeException e) {
      sessions.remove(session.id());
      log.error("sitting {}: a device's offer failed", ticket.sittingId(), e);
      loop.runOnContext(ignored -> refuse(context.response(), Problems.of("room.failed")));
    }
  }

  /** RFC 9725 section 4.2, with the ICE servers of section 4.6. */
  private void created(
      HttpServerResponse response, String path, MediaSession session, String answer) {
    List<String> links =
        iceServers.forParticipant(session.ticket().participantId()).stream()
            .flatMap(server -> server.urls().stream().map(url -> link(server, url)))
            .toList();
    if (!links.isEmpty()) {
      response.putHeader("Link", links);
    }
    response
        .setStatusCode(201)
        .putHeader("Location", path + "/" + session.id())
        .putHeader("ETag", session.entityTag())
        .putHeader("Content-Type", SDP)
        .end(answer);
  }

  private static String link(IceServer server, String url) {
    StringBuilder link = new StringBuilder("<" + url + ">; rel=\"ice-server\"");
    server.username().ifPresent(name -> link.append("; username=\"").append(name).append('"'));
    server
        .credential()
        .ifPresent(
            secret ->
                link.append("; credential=\"")
                    .append(secret)
                    .append("\"; credential-type=\"password\""));
    return link.toString();
  }

  private Optional<MediaSession> session(RoutingContext context, MediaTicket ticket) {
    return Optional.ofNullable(sessions.get(context.pathParam("session")))
        .filter(session -> session.ticket().equals(ticket));
  }

  private void end(RoutingContext context, MediaTicket ticket) {
    session(context, ticket)
        .ifPresentOrElse(
            session -> {
              session.leave();
              context.response().setStatusCode(200).end();
            },
            () -> context.response().setStatusCode(404).end());
  }

  /**
   * A device's own candidates (RFC 9725 section 4.3.2) tell us nothing: we are ICE-lite and learn
   * them from its checks. With {@code If-Match: *} it restarts ICE (section 4.3.3).
   */
  private void patch(RoutingContext context, MediaTicket ticket) {
    String type = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
    Optional<String> match = Optional.ofNullable(context.request().getHeader("If-Match"));
    Optional<MediaSession> session = session(context, ticket);
    if (session.isEmpty()) {
      context.response().setStatusCode(404).end();
    } else if (!type.startsWith(FRAGMENT)) {
      context.response().setStatusCode(415).putHeader("Accept-Patch", FRAGMENT).end();
    } else if (match.isPresent() && ANY_TAG.contains(match.get())) {
      restart(context, session.get());
    } else {
      String current = session.get().entityTag();
      int status = match.map(tag -> tag.equals(current) ? 204 : 412).orElse(428);
      context.response().setStatusCode(status).end();
    }
  }

  /** Whatever comes of it, the session goes on (RFC 9725 section 4.3.3). */
  private void restart(RoutingContext context, MediaSession session) {
    String fragment = Optional.ofNullable(context.body().asString()).orElse("");
    Context loop = context.vertx().getOrCreateContext();
    HttpServerResponse response = context.response();
    Thread.ofVirtual()
        .name("media-door")
        .start(
            () -> {
              try {
                String answer = session.restart(IceFragment.read(fragment));
                loop.runOnContext(ignored -> restarted(response, session, answer));
              } catch (ProblemException e) {
                loop.runOnContext(ignored -> refuse(response, e.problem()));
              }
            });
  }

  private static void restarted(HttpServerResponse response, MediaSession session, String answer) {
    response
        .setStatusCode(200)
        .putHeader("ETag", session.entityTag())
        .putHeader("Content-Type", FRAGMENT)
        .end(answer);
  }

  private static void refuse(HttpServerResponse response, Problem problem) {
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("id", problem.id())
                .put("status", problem.status())
                .put("detail", problem.sentence())
                .put("about", new JsonArray(problem.about()))
                .encode());
  }
}
