package org.maplebridge.server.boot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maplebridge.server.camera.CameraRelay;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code camera}: a network camera of a court point or a station in a sitting. */
@Command(
    name = "camera",
    description =
        "Passes the picture of an RTSP camera on to a sitting by WHIP, and begins again when either"
            + " was away. Runs beside the camera, which need not be reached from elsewhere.",
    mixinStandardHelpOptions = true)
final class CameraCommand implements Callable<Integer> {
  private static final Set<String> WORTH_ANOTHER_TRY =
      Set.of("camera.unreachable", "camera.sitting-unreachable");
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "file with the camera's address, rtsp://…: it may hold a password")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "WHIP endpoint, such as https://maple.example.org/whip")
  private URI to = URI.create("");

  @Option(
      names = "--token",
      required = true,
      paramLabel = "FILE",
      description = "file with the token made for the participant in whose place it is seen")
  private Path token = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  private Duration pause = Duration.ofSeconds(1);

  // Set by one thread, read by the other as the process ends
  private volatile boolean leaving;
  private volatile @Nullable CameraRelay relay;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Thread relaying = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(relaying)));
    while (!leaving) {
      relay();
      Thread.sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
    return 0;
  }

  private void relay() throws IOException {
    try (CameraRelay camera = new CameraRelay()) {
      relay = camera;
      camera.relay(
          Files.readString(from).strip(),
          to.toString(),
          Files.readString(token).strip(),
          this::begun);
    } catch (ProblemException problem) {
      if (!WORTH_ANOTHER_TRY.contains(problem.id())) {
        throw problem;
      }
      say(new Texts().sentence(problem.id(), Locale.ENGLISH, problem.arguments()));
    }
  }

  /** The sitting is told, so that nobody looks at a picture that stands still. */
  private void leave(Thread relaying) {
    leaving = true;
    CameraRelay current = relay;
    if (current != null) {
      current.leave();
    }
    try {
      relaying.join(LONGEST_FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begun() {
    pause = Duration.ofSeconds(1);
    say("The camera is in the sitting.");
  }

  private void say(String sentence) {
    Objects.requireNonNull(spec).commandLine().getOut().println(sentence);
  }
}
