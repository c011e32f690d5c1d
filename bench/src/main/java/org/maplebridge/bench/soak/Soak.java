package org.maplebridge.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.forward.LoadGenerator;
import org.maplebridge.bench.forward.LoadParticipant;
import org.maplebridge.bench.forward.LoadStats;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.ServerProcess;
import org.maplebridge.bench.process.ServerSettings;

/** Fills and empties rooms for long, and looks at the server when nobody is there. */
final class Soak {
  private static final LoadParticipant.Camera CAMERA = new LoadParticipant.Camera(15, 2, 1040);

  /** A mediator of the demonstration; more rooms need more mediators. */
  private static final String FIRST_HOST = "mediator3";

  /** The server forgets who has vanished after half a minute (RFC 7675). */
  private static final long EMPTY_SECONDS = 60;

  private final Plan plan;
  private final ServerSettings settings;
  private long peakResidentKb;

  /**
   * @param people in each room, the host among them
   * @param watchers people in the first room whom libwebrtc plays
   * @param warmUp how long the rooms live before it counts what the server holds
   */
  record Plan(int rooms, int people, int watchers, Duration warmUp, Duration length, long seed) {}

  Soak(Plan plan, ServerSettings settings) {
    this.plan = plan;
    this.settings = settings;
  }

  /**
   * @param data folder of the server
   */
  SoakResult run(Path data) throws IOException, InterruptedException {
    List<String> hosts = new ArrayList<>(List.of(FIRST_HOST));
    while (hosts.size() < plan.rooms()) {
      hosts.add(addMediator(data, hosts.size()));
    }
    try (DemoServer server =
            DemoServer.start(data, 0, settings.onLoopback(), List.of(Holding.TRACKING));
        LoadGenerator load = LoadGenerator.start(LoadGenerator.ownCommand());
        Engine engine = new Engine()) {
      SoakRoom.Setting setting =
          new SoakRoom.Setting(server, load, CAMERA, new AtomicInteger(), engine, plan.people());
      List<SoakRoom> rooms = new ArrayList<>();
      for (int i = 0; i < plan.rooms(); i++) {
        rooms.add(
            new SoakRoom(
                setting, hosts.get(i), i == 0 ? plan.watchers() : 0, new Random(plan.seed() + i)));
      }
      return run(server.process(), load, rooms);
    }
  }

  private static String addMediator(Path data, int number) {
    String username = "soak" + number;
    ServerProcess.Finished added =
        ServerProcess.run(
            List.of(
                "user",
                "--data",
                data.toString(),
                "add",
                username,
                "--name",
                "测试员" + number,
                "--role",
                "MEDIATOR",
                "--org",
                "510503001"),
            DemoServer.PASSWORD);
    if (added.status() != 0) {
      throw new IllegalStateException("no account for a mediator: " + added.output());
    }
    return username;
  }

  private SoakResult run(ServerProcess server, LoadGenerator load, List<SoakRoom> rooms)
      throws IOException, InterruptedException {
    live(server, rooms, plan.warmUp());
    String unused = awaitEmpty(server);
    Holding before = Holding.of(server.pid());
    long start = System.nanoTime();
    live(server, rooms, plan.length());
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    String occupants = awaitEmpty(server);
    Holding after = Holding.of(server.pid());
    ServerMetrics metrics = ServerMetrics.read(server.address());
    LoadStats stats = load.stats();
    return new SoakResult(
        plan.rooms(),
        plan.people(),
        seconds,
        plan.seed(),
        sum(rooms, "joins"),
        sum(rooms, "leaves"),
        sum(rooms, "sittings"),
        before,
        after,
        peakResidentKb,
        occupants,
        metrics.offered(),
        metrics.forwarded(),
        metrics.dropped(),
        stats.received(),
        stats.expected() - stats.arrived(),
        stats.undecryptable(),
        rooms.stream().flatMap(room -> room.problems().stream()).toList());
  }

  private static int sum(List<SoakRoom> rooms, String what) {
    return rooms.stream().mapToInt(room -> room.counts().getOrDefault(what, 0)).sum();
  }

  private void live(ServerProcess server, List<SoakRoom> rooms, Duration length)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (SoakRoom room : rooms) {
        running.add(
            threads.submit(
                () -> {
                  room.run(length);
                  return null;
                }));
      }
      for (Future<?> room : running) {
        await(server, room);
      }
    }
  }

  private void await(ServerProcess server, Future<?> room)
      throws IOException, InterruptedException {
    while (true) {
      try {
        room.get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        peakResidentKb = Math.max(peakResidentKb, Holding.resident(server.pid()));
      } catch (ExecutionException e) {
        throw new IllegalStateException("a room could not go on", e.getCause());
      }
    }
  }

  /** Waits until the server knows nobody any more; answers what is left after long. */
  private static String awaitEmpty(ServerProcess server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(EMPTY_SECONDS);
    ServerMetrics metrics = ServerMetrics.read(server.address());
    while (metrics.occupancy() > 0) {
      if (System.nanoTime() > deadline) {
        return metrics.occupants();
      }
      TimeUnit.MILLISECONDS.sleep(200);
      metrics = ServerMetrics.read(server.address());
    }
    return "";
  }
}
