package org.maplebridge.bench.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.content.TestCard;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.ServerProcess;
import org.maplebridge.signaling.protocol.ClientMessage;

/**
 * SIGKILL in mid-recording: the recording is kept, the clients come back, nobody presses anything.
 */
class CrashIT {
  private static final int FRAMES_PER_SECOND = 15;
  private static final double LOST_AT_MOST_SECONDS = 2;

  private final Witness mediator = new Witness(440, 700);
  private final Witness party = new Witness(440, 700);

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path data;

  @Test
  void aKilledServerLosesAtMostTheLastSecondAndGoesOn() throws InterruptedException {
    try (DemoServer server = DemoServer.start(data, 0, List.of());
        Engine engine = new Engine();
        Stage stage = Stage.book(engine, server.freeMediator(), "断电演练", List.of("张某某"))) {
      Attendee host = stage.host(card(440), mediator);
      Attendee guest = stage.party(0, card(700), party);
      guest.firstFrame().orTimeout(20, TimeUnit.SECONDS).join();
      host.say(ClientMessage.AskConsent::new);
      guest.consentWhenAsked();
      host.say(ClientMessage.StartRecording::new);
      TimeUnit.SECONDS.sleep(6);

      server.process().kill();
      int seenBefore = party.framesDecoded(host.participantId());
      server.process().restart();
      await(
          "pictures flow again", () -> party.framesDecoded(host.participantId()) > seenBefore + 30);
      TimeUnit.SECONDS.sleep(3);

      host.say(ClientMessage.StopRecording::new);
      host.say(ClientMessage.CloseSitting::new);
      JsonNode recording = sealed(server, stage);
      assertInterruptedOnce(recording);
      Path folder = Archive.folderOf(data, recording.path("id").asText());
      assertTrue(
          secondsBefore(folder, recording) >= 6 - LOST_AT_MOST_SECONDS, recording.toString());
      assertEquals(0, ServerProcess.run(List.of("verify", folder.toString(), "--json")).status());
    }
  }

  private static TestCard card(double frequencyHz) {
    return new TestCard(frequencyHz, FRAMES_PER_SECOND, 90);
  }

  private static JsonNode sealed(DemoServer server, Stage stage) throws InterruptedException {
    String caseId = stage.registered().path("id").asText();
    var door = server.freeMediator().door();
    await(
        "the recording is sealed",
        () ->
            "SEALED"
                .equals(
                    door.get("/api/cases/" + caseId)
                        .path("recordings")
                        .path(0)
                        .path("state")
                        .asText()));
    String id = door.get("/api/cases/" + caseId).path("recordings").path(0).path("id").asText();
    return door.get("/api/recordings/" + id);
  }

  private static void assertInterruptedOnce(JsonNode recording) {
    int interruptions = 0;
    for (JsonNode gap : recording.path("gaps")) {
      interruptions += "INTERRUPTED".equals(gap.path("cause").asText()) ? 1 : 0;
    }
    assertEquals(1, interruptions, recording.toString());
  }

  /** Seconds that the earliest track of the party's camera holds, by decoding it. */
  private static double secondsBefore(Path folder, JsonNode recording) {
    Optional<JsonNode> earliest = Optional.empty();
    for (JsonNode track : recording.path("tracks")) {
      boolean earlier =
          earliest.isEmpty()
              || track
                      .path("startedAt")
                      .asText()
                      .compareTo(earliest.get().path("startedAt").asText())
                  < 0;
      if ("CAMERA".equals(track.path("kind").asText()) && earlier) {
        earliest = Optional.of(track);
      }
    }
    return ArchiveProbe.decodedSeconds(
        folder.resolve(earliest.orElseThrow().path("file").asText()));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain until " + what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
