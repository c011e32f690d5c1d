package org.maplebridge.recording.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingException;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.compose.media.Mp4File;
import org.maplebridge.recording.compose.picture.Painter;
import org.maplebridge.recording.compose.picture.ThumbnailSheet;
import org.maplebridge.recording.compose.plan.Layout;
import org.maplebridge.recording.compose.plan.Program;
import org.maplebridge.recording.compose.plan.Scene;
import org.maplebridge.recording.compose.sound.Levels;
import org.maplebridge.recording.compose.sound.Mix;
import org.maplebridge.recording.seal.Manifest;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Makes the viewing copy of one sealed recording, always from the originals and from nothing else:
 * the same originals give the same bytes.
 */
final class Composer {

  private final RecordingFolder folder;
  private final Manifest manifest;
  private final Program program;
  private final DoubleConsumer progress;

  /**
   * @param progress told from 0 to 1 about once per second of the copy
   */
  Composer(RecordingFolder folder, DoubleConsumer progress) throws IOException {
    this.folder = folder;
    this.manifest = Json.LINE.readValue(Files.readAllBytes(folder.manifest()), Manifest.class);
    this.program = Program.of(manifest);
    this.progress = progress;
  }

  /**
   * Composes, seals and puts the copy in its place.
   *
   * @throws InterruptedException when the thread is asked to give up
   */
  void compose(Sealer sealer) throws IOException, InterruptedException {
    requireOriginals();
    Path part = ViewingFolder.begin(folder);
    Path mp4 = part.resolve(ViewingFolder.MP4);
    Levels levels = Levels.of(folder.path(), manifest.tracks(), program.time());
    ViewingCopy.Thumbnails thumbnails = write(part, levels);
    ViewingIndex index =
        new ViewingIndex(
            ViewingIndex.FORMAT,
            ViewingFolder.MP4,
            frames() / (double) Mp4File.FRAMES_PER_SECOND,
            Files.size(mp4),
            Hashing.hex(mp4),
            chapters(),
            levels.speech(),
            breaks(),
            events(),
            scenes(),
            thumbnails);
    Files.write(part.resolve(ViewingFolder.INDEX), Json.PAGE.writeValueAsBytes(index));
    ViewingFolder.finish(folder, sealer);
  }

  /** A copy of changed originals would lend them a trust they no longer have. */
  private void requireOriginals() throws IOException {
    for (RecordedTrack track : manifest.tracks()) {
      if (!Hashing.hex(folder.path().resolve(track.file())).equals(track.sha256())) {
        throw new RecordingException(
            "recording.changed", "原始文件 %s 与封存时不一致，不能据此生成回看录像".formatted(track.file()));
      }
    }
  }

  private long frames() {
    return Math.max(1, program.time().copyMs() * Mp4File.FRAMES_PER_SECOND / 1000);
  }

  private ViewingCopy.Thumbnails write(Path part, Levels levels)
      throws IOException, InterruptedException {
    Path originals = folder.path();
    try (Painter painter = new Painter(originals, manifest, program, levels.speech());
        Mix mix = new Mix(originals, manifest.tracks(), program.time(), levels);
        ThumbnailSheet sheet =
            new ThumbnailSheet(program.time().copyMs(), Layout.WIDTH, Layout.HEIGHT);
        Mp4File file =
            new Mp4File(
                part.resolve(ViewingFolder.MP4), Layout.WIDTH, Layout.HEIGHT, program.chapters())) {
      run(painter, mix, sheet, file);
      file.finish();
      return sheet.write(part.resolve(ViewingFolder.THUMBNAILS));
    }
  }

  private void run(Painter painter, Mix mix, ThumbnailSheet sheet, Mp4File file)
      throws IOException, InterruptedException {
    long frames = frames();
    long sample = 0;
    for (long number = 0; number < frames; number++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("composition given up");
      }
      long ms = number * 1000 / Mp4File.FRAMES_PER_SECOND;
      AVFrame picture = painter.paint(ms);
      sheet.offer(picture, ms);
      file.picture(picture, number);
      long until = (number + 1) * Mp4File.SAMPLE_RATE_HZ / Mp4File.FRAMES_PER_SECOND;
      for (; sample < until; sample += Mp4File.AUDIO_FRAME) {
        file.sound(mix.next(sample), sample);
      }
      if (number % Mp4File.FRAMES_PER_SECOND == 0) {
        progress.accept((double) number / frames);
      }
    }
  }

  private List<ViewingCopy.Chapter> chapters() {
    return program.chapters().stream()
        .map(c -> new ViewingCopy.Chapter(c.title(), c.fromMs() / 1000.0, c.toMs() / 1000.0))
        .toList();
  }

  private List<ViewingCopy.Break> breaks() {
    return program.time().breaks().stream()
        .map(
            part ->
                new ViewingCopy.Break(
                    part.kind().name(),
                    program.time().toCopy(part.fromMs()) / 1000.0,
                    program.time().toCopy(part.toMs()) / 1000.0,
                    part.fromMs() / 1000.0,
                    part.toMs() / 1000.0))
        .toList();
  }

  /** Stages and caucuses are chapters and breaks already. */
  private List<ViewingCopy.Event> events() {
    return program.happenings().stream()
        .map(
            event ->
                new ViewingCopy.Event(
                    event.what(),
                    event.participantId(),
                    program.time().toCopy(event.atMs()) / 1000.0))
        .toList();
  }

  private List<ViewingIndex.Scene> scenes() {
    return program.scenes().stream()
        .map(
            scene ->
                new ViewingIndex.Scene(
                    program.time().toCopy(scene.fromMs()) / 1000.0,
                    scene.tiles().stream().map(Composer::tile).toList()))
        .toList();
  }

  private static ViewingIndex.Tile tile(Scene.Tile tile) {
    return new ViewingIndex.Tile(
        tile.subject().participantId(),
        tile.subject().kind().name(),
        tile.picture().x(),
        tile.picture().y(),
        tile.picture().width(),
        tile.picture().height());
  }
}
