package org.maplebridge.server.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.bridge.MediaBridge;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.alarm.AlarmDesk;
import org.maplebridge.server.alarm.AlarmRoutes;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.config.Secrets;
import org.maplebridge.server.config.ServerConfig;
import org.maplebridge.server.consultation.booking.Counselled;
import org.maplebridge.server.consultation.crisis.CrisisDesk;
import org.maplebridge.server.consultation.preparation.ConsultationDesk;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.diagnosis.DiagnosisDesk;
import org.maplebridge.server.diagnosis.DiagnosisRoutes;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.HealthRoutes;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.http.SelfSigned;
import org.maplebridge.server.http.StaticSite;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.http.WebServer;
import org.maplebridge.server.identity.AccessTokens;
import org.maplebridge.server.identity.Accounts;
import org.maplebridge.server.identity.IdentityRoutes;
import org.maplebridge.server.identity.SessionDesk;
import org.maplebridge.server.identity.StaffDirectory;
import org.maplebridge.server.lecture.Attendance;
import org.maplebridge.server.lecture.LectureDesk;
import org.maplebridge.server.lecture.LectureRoutes;
import org.maplebridge.server.minutes.PartyEnding;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.HttpProvider;
import org.maplebridge.server.notify.MessageProvider;
import org.maplebridge.server.notify.NotifyConfig;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.notify.OutboxRoutes;
import org.maplebridge.server.notify.OutboxWorker;
import org.maplebridge.server.org.District;
import org.maplebridge.server.org.OrgDirectory;
import org.maplebridge.server.org.OrgRoutes;
import org.maplebridge.server.persistence.Database;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.gateway.SignalingService;
import org.maplebridge.signaling.room.RoomListener;

/** The whole server, put together by hand: read {@link #start} from top to bottom. */
final class Server implements AutoCloseable {

  private final Closing closing;
  private final WebServer web;

  private Server(Closing closing, WebServer web) {
    this.closing = closing;
    this.web = web;
  }

  /**
   * Starts everything; when it returns, the server answers.
   *
   * @param folder locked by the caller, who closes it after the server
   * @param demo whether to fill an empty server with demo people and cases
   */
  static Server start(ServerConfig config, DataFolder folder, boolean demo)
      throws IOException, InterruptedException {
    var closing = new Closing();
    try {
      return new Server(closing, build(config, folder, demo, closing));
    } catch (RuntimeException | IOException | InterruptedException failed) {
      closing.close();
      throw failed;
    }
  }

  int port() {
    return web.port();
  }

  @Override
  public void close() {
    closing.close();
  }

  private static WebServer build(
      ServerConfig config, DataFolder folder, boolean demo, Closing closing)
      throws IOException, InterruptedException {
    var random = new SecureRandom();
    var clock = InstantSource.system();
    var secrets = new Secrets(folder.resolve("secrets"), random);
    ObjectMapper json = Json.mapper();

    // The database and the bridge take longest, so they open beside everything else.
    ExecutorService virtualThreads =
        closing.add("threads", Executors.newVirtualThreadPerTaskExecutor());
    String password = secrets.text("postgres.password");
    var openingDatabase =
        new Opening<>(
            virtualThreads,
            () -> Database.open(config.database(), folder.resolve("postgres"), password));
    closing.add("database", openingDatabase::close);
    var openingBridge = new Opening<>(virtualThreads, () -> MediaBridge.start(config.bridge()));
    closing.add("bridge", openingBridge::close);
    Vertx vertx = vertx(closing);
    var texts = new Texts();
    Router router = WebServer.router(vertx, config.http(), System::nanoTime);
    var accessTokens = new AccessTokens(secrets.bytes("access-token.key"), json, clock);
    var api = new Api(router, json, texts, accessTokens, virtualThreads);
    Database database = openingDatabase.await();
    Jdbi jdbi = database.jdbi();

    var ids = new Ids(random);
    var basics =
        new Basics(
            config,
            folder,
            secrets,
            vertx,
            virtualThreads,
            clock,
            random,
            ids,
            texts,
            jdbi,
            new AuditLog(jdbi, clock),
            new OrgDirectory(jdbi),
            new Outbox(jdbi, ids, clock));
    closing.add("outbox", outboxWorker(basics, closing));
    var staff = new StaffDirectory(jdbi);
    Vault vault = CounsellingSide.vault(basics);
    ConsultationDesk sessions = CounsellingSide.sessions(basics, vault);
    CrisisDesk crises = CounsellingSide.crises(basics, vault, sessions);
    var attendance = new Attendance(jdbi, clock);
    var alarms =
        new AlarmDesk(
            jdbi,
            basics.outbox(),
            basics.audit(),
            texts,
            basics.centre(),
            config.centre().dutyPhone(),
            ids,
            clock);
    PartyEnding endings = PaperSide.endings(basics);
    RoomListener besides =
        event -> {
          alarms.onEvent(event);
          endings.onEvent(event);
          sessions.onEvent(event);
          crises.onEvent(event);
          attendance.onEvent(event);
        };
    Rooms rooms = Rooms.open(basics, openingBridge.await(), besides, closing);
    CaseSide cases = CaseSide.build(basics, rooms, staff, new Counselled(vault));
    closing.add("reminders", new EveryMinute("reminders", cases.reminders()::tick));
    ArchiveSide archive = ArchiveSide.build(basics, rooms, cases, closing);
    ExpertSide experts = ExpertSide.build(basics, rooms, cases, archive.documents());
    closing.add("experts", new EveryMinute("experts", experts.desk()::tick));
    PaperSide papers = PaperSide.build(basics, rooms, cases, archive.documents());
    CounsellingSide consultations =
        CounsellingSide.build(basics, rooms, cases, vault, sessions, crises);
    if (demo) {
      var accounts = new Accounts(jdbi, random);
      Staff mediator = new DemoPeople(accounts).ensure();
      accounts.find("counsellor").ifPresent(consultations::ensureDemoHours);
      experts.ensureDemo(cases, accounts, clock);
      cases.ensureDemoHost(
          accounts.find("admin").orElseThrow(), accounts.find("courthost").orElseThrow());
      new DemoCases(cases, mediator, json, clock).ensure();
    }

    new HealthRoutes(Version.current(), clock.instant().atZone(District.ZONE).toOffsetDateTime())
        .declare(api);
    new IdentityRoutes(
            new SessionDesk(jdbi, accessTokens, basics.audit(), config.identity(), random, clock),
            staff,
            basics.organisation(),
            config.identity())
        .declare(api);
    new OrgRoutes(basics.organisation()).declare(api);
    new OutboxRoutes(jdbi).declare(api);
    cases.declare(api, basics, rooms);
    archive.declare(api);
    papers.declare(api);
    experts.declare(api);
    new LectureRoutes(lectures(basics, rooms, cases, attendance)).declare(api);
    consultations.declare(api);
    new AlarmRoutes(alarms).declare(api);
    new DiagnosisRoutes(
            new DiagnosisDesk(rooms.signaling(), config.diagnosis(), basics.audit(), clock))
        .declare(api);
    new Metrics(rooms.bridge()::snapshot, database).declare(api);
    rooms.signaling().mount(router);
    new StaticSite().declare(router);

    return closing.add("web", listen(vertx, config, folder, secrets, router));
  }

  private static LectureDesk lectures(
      Basics basics, Rooms rooms, CaseSide cases, Attendance attendance) {
    return new LectureDesk(
        basics.jdbi(),
        attendance,
        cases.playback()::replay,
        cases.sittings(),
        rooms.sittings(),
        cases.invitations(),
        basics.audit(),
        basics.texts(),
        basics.centre(),
        basics.ids(),
        basics.clock());
  }

  private static Vertx vertx(Closing closing) {
    var vertx = Vertx.builder().with(new VertxOptions().setPreferNativeTransport(true)).build();
    closing.add(
        "vertx",
        () -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    return vertx;
  }

  private static OutboxWorker outboxWorker(Basics basics, Closing closing) {
    var providers = providers(basics.config().messages(), closing);
    return new OutboxWorker(basics.jdbi(), basics.outbox(), providers, basics.clock());
  }

  private static List<MessageProvider> providers(NotifyConfig config, Closing closing) {
    var providers = new ArrayList<MessageProvider>();
    Map.of(Channel.SMS, config.sms(), Channel.EMAIL, config.email())
        .forEach(
            (channel, carrier) -> {
              if (carrier.url().isPresent()) {
                providers.add(closing.add("carrier", new HttpProvider(channel, carrier)));
              }
            });
    return providers;
  }

  private static WebServer listen(
      Vertx vertx, ServerConfig config, DataFolder folder, Secrets secrets, Router router)
      throws IOException, InterruptedException {
    var own = new WebServer.KeyStore(folder.resolve("tls.p12"), secrets.text("tls.password"));
    if (config.http().https() && config.http().certificate().isEmpty()) {
      SelfSigned.ensure(own);
    }
    return WebServer.start(vertx, config.http(), router, own, SignalingService::configure);
  }
}
