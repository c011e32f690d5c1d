package org.maplebridge.recording.compose.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.maplebridge.recording.api.ViewingCopy.Speech;
import org.maplebridge.recording.compose.plan.Break;
import org.maplebridge.recording.compose.plan.CopyTime.Moment;
import org.maplebridge.recording.compose.plan.Layout;
import org.maplebridge.recording.compose.plan.Program;
import org.maplebridge.recording.compose.plan.Rect;
import org.maplebridge.recording.compose.plan.Scene;
import org.maplebridge.recording.compose.plan.Subject;
import org.maplebridge.recording.seal.Manifest;

/**
 * Paints the copy picture by picture. Only what changes is painted: a camera when it has a new
 * frame, names when somebody comes or goes, the clock once a second. Owned by one thread.
 */
public final class Painter implements AutoCloseable {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Rect STAGE =
      new Rect(0, 0, Layout.WIDTH, Layout.HEIGHT - Layout.bar().height());

  // Passed by argument.
  private final Manifest manifest;
  private final Program program;
  private final List<Speech> speech;

  // Allocated by this.
  private final Lettering lettering = new Lettering();
  private final Canvas canvas;

  /** By identity: all scenes share their subjects, and this is asked for every tile and frame. */
  private final IdentityHashMap<Subject, Seat> seats = new IdentityHashMap<>();

  // Others.
  private Optional<Scene> scene = Optional.empty();
  private Optional<Break> card = Optional.empty();
  private Set<String> speaking = Set.of();
  private String bar = "";

  /**
   * @param speech in seconds of the copy
   */
  public Painter(Path folder, Manifest manifest, Program program, List<Speech> speech)
      throws IOException {
    this.manifest = manifest;
    this.program = program;
    this.speech = speech;
    for (Scene each : program.scenes()) {
      for (Scene.Tile tile : each.tiles()) {
        seats.computeIfAbsent(
            tile.subject(), subject -> new Seat(seats.size(), folder, subject, lettering));
      }
    }
    this.canvas = new Canvas(Layout.WIDTH, Layout.HEIGHT, seats.size());
  }

  /** The picture at a time of the copy; valid until the next call. Times only ever grow. */
  public AVFrame paint(long copyMs) throws IOException {
    canvas.beginChange();
    switch (program.time().at(copyMs)) {
      case Moment.Live(long ms) -> {
        live(ms);
        frameSpeakers(copyMs);
        bar(ms);
      }
      case Moment.Card(Break shown) -> {
        card(shown);
        bar(shown.fromMs());
      }
    }
    return canvas.frame();
  }

  private void live(long ms) throws IOException {
    Scene due = program.sceneAt(ms);
    if (card.isPresent() || !Optional.of(due).equals(scene)) {
      canvas.clear(STAGE);
      for (Scene.Tile tile : due.tiles()) {
        seat(tile).moveTo(tile, canvas);
      }
      speaking = Set.of();
      scene = Optional.of(due);
      card = Optional.empty();
    }
    for (Scene.Tile tile : due.tiles()) {
      seat(tile).draw(canvas, ms);
    }
  }

  private Seat seat(Scene.Tile tile) {
    return Optional.ofNullable(seats.get(tile.subject())).orElseThrow();
  }

  /** A frame of pine around whoever speaks: with six tiles the eye needs to be told. */
  private void frameSpeakers(long copyMs) {
    double seconds = copyMs / 1000.0;
    Set<String> now =
        speech.stream()
            .filter(part -> part.fromSeconds() <= seconds && seconds < part.toSeconds())
            .map(Speech::participantId)
            .collect(Collectors.toUnmodifiableSet());
    if (now.equals(speaking)) {
      return;
    }
    for (Scene.Tile tile : scene.orElseThrow().tiles()) {
      String person = tile.subject().participantId();
      boolean is = now.contains(person) && tile.subject().kind() == Subject.Kind.PERSON;
      Rect whole =
          new Rect(
              tile.picture().x(),
              tile.picture().y(),
              tile.picture().width(),
              tile.picture().height() + tile.label().height());
      canvas.frame(whole, is ? Canvas.SPEAKING : Canvas.GROUND);
    }
    speaking = now;
  }

  private void card(Break shown) throws IOException {
    if (card.isEmpty() || !card.get().equals(shown)) {
      String from = HOUR.format(wall(shown.fromMs()));
      String to = HOUR.format(wall(shown.toMs()));
      canvas.draw(
          lettering.card(STAGE, shown.title(), "%s – %s　这段时间不在回看录像里".formatted(from, to)), STAGE);
      card = Optional.of(shown);
    }
  }

  /** The wall clock of the sitting runs in the picture (court recording rule: time overlay). */
  private void bar(long ms) throws IOException {
    String clock = CLOCK.format(wall(ms));
    String stage = program.stageAt(ms).orElse("");
    if (!bar.equals(stage + clock)) {
      bar = stage + clock;
      String left = manifest.order().caseNumber() + "　" + manifest.order().title();
      canvas.draw(lettering.bar(Layout.bar(), left, stage, clock), Layout.bar());
    }
  }

  private ZonedDateTime wall(long ms) {
    Instant at = manifest.startedAt().plusMillis(ms);
    return at.atZone(ZONE);
  }

  @Override
  public void close() {
    seats.values().forEach(Seat::close);
    canvas.close();
  }
}
