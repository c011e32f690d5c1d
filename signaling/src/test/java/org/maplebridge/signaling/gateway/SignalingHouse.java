package org.maplebridge.signaling.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.maplebridge.bridge.MediaBridge;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.signaling.ice.IceServers;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RecordingDoor;
import org.maplebridge.signaling.room.RoomDoors;
import org.maplebridge.signaling.room.RoomJournal;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.room.RoomOptions;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;
import org.maplebridge.signaling.ticket.JwtTicketDesk;
import org.maplebridge.signaling.ticket.MediaTicket;
import org.maplebridge.signaling.ticket.MediaUse;
import org.maplebridge.signaling.ticket.Ticket;

/** Signalling over a real PostgreSQL and a real HTTP server; can be stopped and started again. */
final class SignalingHouse implements AutoCloseable {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-23T14:30:00+08:00");

  private final AtomicLong skipped = new AtomicLong();
  final InstantSource clock = () -> Instant.now().plusSeconds(skipped.get());
  final JwtTicketDesk tickets = new JwtTicketDesk(KEY, clock);
  final List<String> recorded = new CopyOnWriteArrayList<>();

  /** What the rooms told upward, which is what becomes the audit. */
  final List<RoomListener.RoomEvent> events = new CopyOnWriteArrayList<>();

  /** Of the recordings running: the bridge's room as the recorder gets it. */
  final Map<String, BridgeRoom> tapped = new ConcurrentHashMap<>();

  final SittingStore sittings;
  private final EmbeddedPostgres postgres;
  private final Jdbi jdbi;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private Bridge bridge;
  private SignalingService service;
  private HttpServer server;

  SignalingHouse() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations("classpath:db/signaling")
        .load()
        .migrate();
    jdbi = Jdbi.create(postgres.getPostgresDatabase()).installPlugin(new PostgresPlugin());
    sittings = new SittingStore(jdbi);
    start();
  }

  private void start() {
    // Every second connection is on the other loop: each rule must hold on both
    bridge =
        MediaBridge.start(
            new BridgeConfig(List.of("127.0.0.1"), 0, 2, 0, List.of(), Optional.empty()));
    RoomDoors doors =
        new RoomDoors(
            bridge,
            sittings,
            events::add,
            new NotingRecorder(),
            new RoomJournal(jdbi),
            RoomOptions.with(IceServers.none()),
            clock,
            new SecureRandom());
    service =
        new SignalingService(
            vertx, doors, ticket -> Optional.empty(), tickets, Set.of(), System::nanoTime);
    Router router = Router.router(vertx);
    service.mount(router);
    server =
        vertx
            .createHttpServer(SignalingService.configure(new HttpServerOptions()))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await();
  }

  /** As a new process over the same database. */
  void restart() {
    stop();
    start();
  }

  private void stop() {
    service.close();
    server.close().await();
    bridge.close();
  }

  /** Lets that many seconds pass at once. */
  void skip(long seconds) {
    skipped.addAndGet(seconds);
  }

  SignalingService service() {
    return service;
  }

  HttpClient http() {
    return http;
  }

  URI socket() {
    return URI.create("ws://127.0.0.1:" + server.actualPort() + "/ws");
  }

  /**
   * Sends a device's request, with a body where it is a POST.
   *
   * @param more names and values of further headers, in turn
   */
  HttpResponse<String> device(
      String method, String path, String token, String type, String body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()).resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token);
    for (int i = 0; i < more.length; i += 2) {
      request.header(more[i], more[i + 1]);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  SocketClient connect() {
    return new SocketClient(http, socket());
  }

  static String id(Sitting sitting, int who) {
    return sitting.participants().get(who).id();
  }

  /** A client that has said hello. */
  SocketClient enter(Sitting sitting, int who) {
    SocketClient socket = connect();
    socket.hello(ticket(sitting, who));
    return socket;
  }

  /** And was let in by a host. */
  SocketClient admitted(Sitting sitting, int who, SocketClient host) {
    SocketClient socket = enter(sitting, who);
    socket.knock();
    host.call(r -> new ClientMessage.Admit(r, Optional.of(id(sitting, who))));
    socket.await(ServerMessage.Admitted.class);
    return socket;
  }

  /** A booked mediation of a mediator, an applicant and a respondent. */
  Sitting book() {
    return book(
        SittingKind.MEDIATION,
        List.of(
            participant("调解员甲", Role.MEDIATOR, true),
            participant("陈某珍", Role.APPLICANT, false),
            participant("杨某", Role.RESPONDENT, false)));
  }

  /** A booked mediation of these. */
  Sitting book(List<Participant> participants) {
    return book(SittingKind.MEDIATION, participants);
  }

  /** A booked sitting of these roles, the first of whom leads; named after their roles. */
  Sitting book(SittingKind kind, Role... roles) {
    List<Participant> people = new ArrayList<>();
    for (Role role : roles) {
      people.add(participant(role.name(), role, people.isEmpty()));
    }
    return book(kind, people);
  }

  private Sitting book(SittingKind kind, List<Participant> people) {
    String id = UUID.randomUUID().toString();
    Sitting sitting =
        new Sitting(
            id,
            "case-" + id,
            "NJ-20261123-000001-1",
            "纳民调〔2026〕1号",
            "邻里纠纷",
            "纳溪区社会治理中心",
            kind,
            SittingState.BOOKED,
            START,
            START.plusHours(1),
            Optional.empty(),
            people);
    jdbi.useHandle(handle -> sittings.insert(handle, sitting));
    return sitting;
  }

  void hinder(Sitting sitting, int participant, Hindrance hindrance) {
    String id = sitting.participants().get(participant).id();
    jdbi.useHandle(handle -> sittings.hinder(handle, id, hindrance));
  }

  void clear(Sitting sitting, int participant, Hindrance hindrance) {
    String id = sitting.participants().get(participant).id();
    jdbi.useHandle(handle -> sittings.clear(handle, id, hindrance));
  }

  String ticket(Sitting sitting, int participant) {
    return tickets.issue(new Ticket(sitting.id(), sitting.participants().get(participant).id(), 0));
  }

  String mediaToken(Sitting sitting, int participant, MediaUse use) {
    return tickets.issue(
        new MediaTicket(sitting.id(), sitting.participants().get(participant).id(), use));
  }

  /** A ticket that was good ten minutes ago. */
  String oldTicket(Sitting sitting, int participant) {
    InstantSource then = () -> clock.instant().minus(Duration.ofMinutes(10));
    return new JwtTicketDesk(KEY, then)
        .issue(new Ticket(sitting.id(), sitting.participants().get(participant).id(), 0));
  }

  static Participant participant(String name, Role role, boolean host) {
    String id = UUID.randomUUID().toString();
    return new Participant(id, "person-" + id, name, role, host);
  }

  @Override
  public void close() throws IOException {
    stop();
    http.close();
    vertx.close().await();
    postgres.close();
  }

  /** The recorder is not of this module: only what it is told matters here. */
  private final class NotingRecorder implements RecordingDoor {

    @Override
    public CompletionStage<Void> start(Sitting sitting, BridgeRoom room, Watch watch) {
      tapped.put(sitting.id(), room);
      return noted("start " + sitting.id());
    }

    @Override
    public void note(String sittingId, String what, String participantId) {
      recorded.add(what + " " + sittingId);
    }

    @Override
    public CompletionStage<Void> stop(String sittingId, String reason) {
      return noted("stop " + sittingId + " " + reason);
    }

    @Override
    public CompletionStage<Void> pause(String sittingId, String ground) {
      return noted("pause " + sittingId + " " + ground);
    }

    @Override
    public CompletionStage<Void> finish(String sittingId) {
      return noted("finish " + sittingId);
    }

    private CompletionStage<Void> noted(String what) {
      recorded.add(what);
      return CompletableFuture.completedStage(null);
    }
  }

  /** One of the bridge's counters, by Prometheus name. */
  long counter(String name) {
    return bridge.snapshot().counters().get(name);
  }
}
