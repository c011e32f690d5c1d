package org.maplebridge.recording.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.seal.Manifest;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/** Makes the viewing copy of one sealed recording, always from the originals. */
final class Composer {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String NO_PICTURE = "未开摄像头";
  private static final String STRANGER = "与会者";

  private final RecordingFolder folder;
  private final Manifest manifest;
  private final DoubleConsumer progress;
  private final Lettering lettering = new Lettering();
  private long clockSecond = -1;

  /**
   * @param progress told from 0 to 1 about once per second of the recording
   */
  Composer(RecordingFolder folder, DoubleConsumer progress) throws IOException {
    this.folder = folder;
    this.manifest = Json.LINE.readValue(Files.readAllBytes(folder.manifest()), Manifest.class);
    this.progress = progress;
  }

  /**
   * Composes, seals and puts the copy in its place.
   *
   * @throws InterruptedException when the thread is asked to give up
   */
  void compose(Sealer sealer) throws IOException, InterruptedException {
    Path part = ViewingFolder.begin(folder);
    Path mp4 = part.resolve(ViewingFolder.MP4);
    List<Chapter> chapters = Chapters.of(manifest);
    try (Voices voices = new Voices()) {
      write(mp4, chapters, voices);
      ViewingIndex index =
          new ViewingIndex(
              ViewingIndex.FORMAT,
              ViewingFolder.MP4,
              frames() / (double) Mp4File.FRAMES_PER_SECOND,
              Files.size(mp4),
              Hashing.hex(mp4),
              chapters,
              voices.speech());
      Files.write(part.resolve(ViewingFolder.INDEX), Json.PAGE.writeValueAsBytes(index));
    }
    ViewingFolder.finish(folder, sealer);
  }

  private long frames() {
    return Math.max(1, Math.round(manifest.seconds() * Mp4File.FRAMES_PER_SECOND));
  }

  private void write(Path mp4, List<Chapter> chapters, Voices voices)
      throws IOException, InterruptedException {
    for (RecordedTrack track : manifest.tracks()) {
      if (track.kind().isAudio()) {
        voices.add(folder.path(), track);
      }
    }
    List<Place> places = places();
    List<Seat> seats = new ArrayList<>();
    try (Canvas canvas = new Canvas(Tiles.WIDTH, Tiles.HEIGHT, places.size());
        Mp4File file = new Mp4File(mp4, Tiles.WIDTH, Tiles.HEIGHT, chapters)) {
      sit(places, seats, canvas);
      run(canvas, file, seats, voices);
      file.finish();
    } finally {
      seats.forEach(Seat::close);
    }
  }

  private void sit(List<Place> places, List<Seat> seats, Canvas canvas) throws IOException {
    List<Tiles.Tile> tiles = Tiles.of(places.size());
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      Tiles.Tile tile = tiles.get(i);
      Seat seat =
          new Seat(i, tile, lettering.placeholder(tile.picture(), place.name(), NO_PICTURE));
      seats.add(seat);
      canvas.draw(lettering.label(tile.label(), place.label()), tile.label());
      for (RecordedTrack track : place.tracks()) {
        seat.add(folder.path(), track);
      }
    }
  }

  private void run(Canvas canvas, Mp4File file, List<Seat> seats, Voices voices)
      throws IOException, InterruptedException {
    long frames = frames();
    long sample = 0;
    for (long number = 0; number < frames; number++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("composition given up");
      }
      long ms = number * 1000 / Mp4File.FRAMES_PER_SECOND;
      canvas.beginChange();
      for (Seat seat : seats) {
        seat.draw(canvas, ms);
      }
      drawClock(canvas, ms);
      file.picture(canvas.frame(), number);
      long until = (number + 1) * AudioTrack.RATE_HZ / Mp4File.FRAMES_PER_SECOND;
      for (; sample < until; sample += Mp4File.AUDIO_FRAME) {
        file.sound(voices.next(sample), sample);
      }
      if (number % Mp4File.FRAMES_PER_SECOND == 0) {
        progress.accept((double) number / frames);
      }
    }
  }

  /** The wall clock of the sitting runs in the picture (court recording rule: time overlay). */
  private void drawClock(Canvas canvas, long ms) throws IOException {
    Instant now = manifest.startedAt().plusMillis(ms);
    if (now.getEpochSecond() == clockSecond) {
      return;
    }
    clockSecond = now.getEpochSecond();
    RecordingOrder order = manifest.order();
    canvas.draw(
        lettering.bar(
            Tiles.bar(), order.caseNumber() + "　" + order.title(), CLOCK.format(now.atZone(ZONE))),
        Tiles.bar());
  }

  /** A tile for everybody who was heard or seen, in the order's order, and for each screen. */
  private List<Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    for (RecordingOrder.Person person : manifest.order().people()) {
      if (manifest.tracks().stream()
          .anyMatch(t -> t.participantId().equals(person.participantId()))) {
        places.put(person.participantId(), Place.of(person));
      }
    }
    for (RecordedTrack track : manifest.tracks()) {
      Place place =
          places.computeIfAbsent(
              track.participantId(), id -> new Place(STRANGER, STRANGER, new ArrayList<>()));
      if (track.kind() == SourceKind.CAMERA) {
        place.tracks().add(track);
      }
    }
    List<Place> all = new ArrayList<>(screens(places));
    all.addAll(places.values());
    return all;
  }

  private List<Place> screens(Map<String, Place> people) {
    Map<String, Place> screens = new LinkedHashMap<>();
    for (RecordedTrack track : manifest.tracks()) {
      if (track.kind() == SourceKind.SCREEN) {
        String owner =
            Optional.ofNullable(people.get(track.participantId()))
                .map(Place::name)
                .orElse(STRANGER);
        String name = owner + " 的屏幕";
        screens
            .computeIfAbsent(track.participantId(), id -> new Place(name, name, new ArrayList<>()))
            .tracks()
            .add(track);
      }
    }
    return List.copyOf(screens.values());
  }

  /** Who or what a tile is for. */
  private record Place(String name, String label, List<RecordedTrack> tracks) {
    static Place of(RecordingOrder.Person person) {
      return new Place(person.name(), person.roleLabel() + "　" + person.name(), new ArrayList<>());
    }
  }

  /** Chapters from stage events and from where the recording went on after a gap. */
  private static final class Chapters {
    private Chapters() {}

    static List<Chapter> of(Manifest manifest) {
      List<Chapter> begun = new ArrayList<>();
      begun.add(new Chapter("开始", 0, 0));
      for (Manifest.Event event : manifest.events()) {
        if (event.event().what().equals("stage")) {
          String title = event.event().detail().orElse("阶段");
          begun.add(new Chapter(title, millis(manifest, event.at()), 0));
        }
      }
      manifest.gaps().forEach(gap -> begun.add(new Chapter("继续录制", millis(manifest, gap.to()), 0)));
      begun.sort((a, b) -> Long.compare(a.fromMs(), b.fromMs()));
      return closed(begun, Math.round(manifest.seconds() * 1000));
    }

    private static long millis(Manifest manifest, Instant at) {
      return Math.max(0, Duration.between(manifest.startedAt(), at).toMillis());
    }

    private static List<Chapter> closed(List<Chapter> begun, long endMs) {
      List<Chapter> chapters = new ArrayList<>();
      for (int i = 0; i < begun.size(); i++) {
        long to = i + 1 < begun.size() ? begun.get(i + 1).fromMs() : endMs;
        if (to > begun.get(i).fromMs()) {
          chapters.add(new Chapter(begun.get(i).title(), begun.get(i).fromMs(), to));
        }
      }
      return List.copyOf(chapters);
    }
  }
}
