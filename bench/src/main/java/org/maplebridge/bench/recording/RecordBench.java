package org.maplebridge.bench.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.Audience;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.content.TestCard;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.Folders;
import org.maplebridge.signaling.protocol.ClientMessage;

/**
 * What recording costs the server beside forwarding: a mediation of two, whose four tracks are each
 * forwarded once, with the recording off and on by turns. The server's CPU time in the same room
 * with and without is compared, less that of the empty server.
 */
final class RecordBench {
  private static final int TURNS = 3;
  private static final String IN = "bridge_media_packets_in_total ";

  private final int seconds;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param seconds of each window
   */
  RecordBench(int seconds) {
    this.seconds = seconds;
  }

  /** CPU time of the server, and packets that came in, in a window. */
  private record Window(double cpuMicros, long packets) {
    double perPacket(double idleMicros) {
      return (cpuMicros - idleMicros) / packets;
    }
  }

  RecordingResult run() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("maple-record");
    try (DemoServer server = DemoServer.start(data, 0, List.of());
        Engine engine = new Engine();
        Stage stage = Stage.book(engine, server.freeMediator(), "录制测量", List.of("测试"))) {
      TimeUnit.SECONDS.sleep(seconds);
      double idle = window(server).cpuMicros();
      Attendee host = stage.host(new TestCard(440, 30, 90), Audience.indifferent());
      Attendee guest = stage.party(0, new TestCard(700, 30, 160), Audience.indifferent());
      guest.firstFrame().orTimeout(20, TimeUnit.SECONDS).join();
      host.say(ClientMessage.AskConsent::new);
      guest.consentWhenAsked();
      List<Double> off = new ArrayList<>();
      List<Double> on = new ArrayList<>();
      for (int turn = 0; turn < TURNS; turn++) {
        off.add(window(server).perPacket(idle));
        host.say(ClientMessage.StartRecording::new);
        on.add(window(server).perPacket(idle));
        host.say(ClientMessage.StopRecording::new);
      }
      host.say(ClientMessage.CloseSitting::new);
      double forwarding = median(off);
      double recording = median(on) - forwarding;
      return RecordingResult.recorded(
          "record, 4 tracks", recording, recording / forwarding, bytesPerHour(server, stage));
    } finally {
      Folders.delete(data);
    }
  }

  private Window window(DemoServer server) throws IOException, InterruptedException {
    double cpu = cpuMicros(server);
    long packets = packets(server);
    TimeUnit.SECONDS.sleep(seconds);
    return new Window(cpuMicros(server) - cpu, Math.max(1, packets(server) - packets));
  }

  private static double cpuMicros(DemoServer server) {
    return ProcessHandle.of(server.process().pid())
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow()
            .toNanos()
        / 1e3;
  }

  private long packets(DemoServer server) throws IOException, InterruptedException {
    URI address = server.process().address().resolve("/metrics");
    String text =
        http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return text.lines()
        .filter(line -> line.startsWith(IN))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(IN.length())))
        .findFirst()
        .orElse(0);
  }

  private static double bytesPerHour(DemoServer server, Stage stage) throws InterruptedException {
    Door door = server.freeMediator().door();
    String caseId = stage.registered().path("id").asText();
    JsonNode recording = door.get("/api/cases/" + caseId).path("recordings").path(0);
    while (!"SEALED".equals(recording.path("state").asText())) {
      TimeUnit.MILLISECONDS.sleep(100);
      recording = door.get("/api/cases/" + caseId).path("recordings").path(0);
    }
    double bytes = 0;
    double trackSeconds = 0;
    JsonNode tracks = door.get("/api/recordings/" + recording.path("id").asText()).path("tracks");
    for (JsonNode track : tracks) {
      bytes += track.path("bytes").asDouble();
      trackSeconds += track.path("seconds").asDouble();
    }
    int tracksAtATime = tracks.size() / TURNS;
    return bytes / trackSeconds * tracksAtATime * 3600;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
