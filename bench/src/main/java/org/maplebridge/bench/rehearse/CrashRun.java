package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.content.TestCard;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.ServerProcess;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.signaling.protocol.ClientMessage;

/**
 * A recorded mediation whose server is killed with SIGKILL again and again, at moments drawn from a
 * seed. The clients come back by themselves, the recording goes on by itself; nobody presses
 * anything until the end.
 */
final class CrashRun {
  private static final int FRAMES_PER_SECOND = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LEAST_MILLIS = 1_000;
  private static final int MOST_MILLIS = 6_000;

  private final DemoServer server;
  private final int kills;
  private final long seed;
  private final Random random;
  private final Witness mediator = new Witness(440, 700);
  private final Witness party = new Witness(440, 700);
  private final List<Instant> killedAt = new ArrayList<>();
  private int brokenLedgers;

  CrashRun(DemoServer server, int kills, long seed) {
    this.server = server;
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
    killedAt.add(Instant.now());
    server.process().kill();
    int seenByGuest = party.framesDecoded(host.participantId());
    int seenByHost = mediator.framesDecoded(guest.participantId());
    lookAtLedger();
    server.process().restart();
    await(
        "pictures flow both ways again",
        () ->
            party.framesDecoded(host.participantId()) > seenByGuest + FRAMES_PER_SECOND
                && mediator.framesDecoded(guest.participantId()) > seenByHost + FRAMES_PER_SECOND);
  }

  /** As it lies there after the kill: every whole line must join the one before. */
  private void lookAtLedger() {
    Path recordings = server.process().data().resolve("recordings");
    try (var folders = Files.list(recordings)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        if (!LedgerFile.read(folder.resolve("ledger.jsonl")).breaks().isEmpty()) {
          brokenLedgers++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CrashResult judge(Stage stage) {
    JsonNode recording =
        CaseRecording.withViewingCopy(
            server.freeMediator(), stage.registered().path("id").asText());
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
        losses(folder, recording),
        brokenLedgers,
        interruptions,
        verified,
        ArchiveProbe.decodedSeconds(folder.resolve("viewing").resolve("viewing.mp4")));
  }

  /** Each track ends at a kill, or with the recording; what lies between its end and the kill. */
  private List<Double> losses(Path folder, JsonNode recording) {
    List<Double> losses = new ArrayList<>();
    for (JsonNode track : recording.path("tracks")) {
      Instant begun = OffsetDateTime.parse(track.path("startedAt").asText()).toInstant();
      double seconds = ArchiveProbe.decodedSeconds(folder.resolve(track.path("file").asText()));
      Instant ended = begun.plusNanos((long) (seconds * 1e9));
      killedAt.stream()
          .filter(kill -> kill.isAfter(begun))
          .findFirst()
          .ifPresent(kill -> losses.add(Duration.between(ended, kill).toMillis() / 1000.0));
    }
    return losses;
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
