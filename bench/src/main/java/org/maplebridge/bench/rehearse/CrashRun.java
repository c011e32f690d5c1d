package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.content.TestCard;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.ServerProcess;
import org.maplebridge.signaling.protocol.ClientMessage;

/**
 * A recorded mediation whose server is killed with SIGKILL again and again, at moments drawn from a
 * seed. The clients come back by themselves, the recording goes on by itself; nobody presses
 * anything until the end. What lay on the disk after each kill is copied aside and examined as if
 * nobody had come back.
 */
final class CrashRun {
  private static final int FRAMES_PER_SECOND = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LEAST_MILLIS = 500;
  private static final int MOST_MILLIS = 4_000;

  private final DemoServer server;
  private final int kills;
  private final long seed;
  private final Random random;
  private final Witness mediator = new Witness(440, 700);
  private final Witness party = new Witness(440, 700);
  private final Path work;
  private final List<Snapshot> snapshots = new ArrayList<>();

  /**
   * @param work where copies of the recording are examined
   */
  CrashRun(DemoServer server, Path work, int kills, long seed) {
    this.server = server;
    this.work = work;
    this.kills = kills;
    this.seed = seed;
    this.random = new Random(seed);
  }

  CrashResult run() throws InterruptedException {
    try (Engine engine = new Engine();
        Stage stage =
            Stage.book(engine, server.freeMediator(), "断电演练", Cast.mediation(List.of("张某某")))) {
      Attendee host = stage.host(card(440), mediator);
      Attendee guest = stage.party(0, card(700), party);
      guest.firstFrame().orTimeout(20, TimeUnit.SECONDS).join();
      host.say(ClientMessage.AskConsent::new);
      guest.consentWhenAsked();
      host.say(ClientMessage.StartRecording::new);
      for (int i = 0; i < kills; i++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
        kill(host, guest);
      }
      TimeUnit.MILLISECONDS.sleep(MOST_MILLIS / 2);
      host.say(ClientMessage.StopRecording::new);
      host.say(ClientMessage.CloseSitting::new);
      return judge(stage);
    }
  }

  private void kill(Attendee host, Attendee guest) {
    Instant at = Instant.now();
    server.process().kill();
    long seenByGuest = party.frames(host.participantId());
    long seenByHost = mediator.frames(guest.participantId());
    Path copy = work.resolve(Integer.toString(snapshots.size()));
    snapshots.add(Snapshot.take(server.process().data().resolve("recordings"), copy, at));
    server.process().restart();
    await(
        "pictures flow both ways again",
        () ->
            party.frames(host.participantId()) > seenByGuest + FRAMES_PER_SECOND
                && mediator.frames(guest.participantId()) > seenByHost + FRAMES_PER_SECOND);
  }

  private CrashResult judge(Stage stage) throws InterruptedException {
    JsonNode recording =
        CaseRecording.ofCase(server.freeMediator(), stage.registered().path("id").asText());
    Path folder = Archive.folderOf(server.process().data(), recording.path("id").asText());
    int interruptions = 0;
    for (JsonNode gap : recording.path("gaps")) {
      interruptions += "INTERRUPTED".equals(gap.path("cause").asText()) ? 1 : 0;
    }
    boolean verified =
        ServerProcess.run(List.of("verify", folder.toString(), "--json")).status() == 0;
    return new CrashResult(
        kills,
        seed,
        recording.path("tracks").size(),
        // As a second core is there: each is one thread of decoding and encoding.
        inPairs(snapshots),
        interruptions,
        verified,
        ArchiveProbe.decodedSeconds(folder.resolve("viewing").resolve("viewing.mp4")));
  }

  private static List<CrashResult.AfterKill> inPairs(List<Snapshot> snapshots)
      throws InterruptedException {
    try (ExecutorService pair = Executors.newFixedThreadPool(2)) {
      List<CrashResult.AfterKill> found = new ArrayList<>();
      for (Future<CrashResult.AfterKill> one :
          pair.invokeAll(
              snapshots.stream().<Callable<CrashResult.AfterKill>>map(s -> s::examine).toList())) {
        found.add(one.get());
      }
      return found;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a copy could not be examined", e.getCause());
    }
  }

  private static TestCard card(double frequencyHz) {
    return new TestCard(frequencyHz, FRAMES_PER_SECOND, 90);
  }

  private static void await(String what, BooleanSupplier condition) {
    if (!Patience.await(PATIENCE, condition)) {
      throw new IllegalStateException("waited in vain until " + what);
    }
  }
}
