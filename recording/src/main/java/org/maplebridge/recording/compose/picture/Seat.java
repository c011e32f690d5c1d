package org.maplebridge.recording.compose.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.compose.plan.Rect;
import org.maplebridge.recording.compose.plan.Scene;
import org.maplebridge.recording.compose.plan.Subject;

/**
 * One person's or screen's picture, wherever the scene puts it. A file is open only while it is
 * due. Owned by one thread.
 */
final class Seat implements AutoCloseable {

  private static final long CAMERA_STALE_MS = 3_000;

  /** A still screen is sent rarely. */
  private static final long SCREEN_STALE_MS = 15_000;

  private static final String CAMERA_OFF = "未开摄像头";
  private static final String NO_PICTURE = "暂无画面";

  // Passed by argument.
  private final int number;
  private final Path folder;
  private final Subject subject;
  private final Lettering lettering;

  // Others.
  private final Deque<RecordedTrack> later;
  private final List<VideoTrack> open = new ArrayList<>();
  private Optional<Scene.Tile> tile = Optional.empty();
  private boolean showsPlaceholder;
  private boolean moved;
  private Rect shown = new Rect(0, 0, 0, 0);

  /**
   * @param number the canvas's scaler of this seat
   */
  Seat(int number, Path folder, Subject subject, Lettering lettering) {
    this.number = number;
    this.folder = folder;
    this.subject = subject;
    this.lettering = lettering;
    this.later = new ArrayDeque<>(subject.tracks());
  }

  /** Another place on a canvas that was cleared there. */
  void moveTo(Scene.Tile place, Canvas canvas) throws IOException {
    tile = Optional.of(place);
    moved = true;
    showsPlaceholder = false;
    canvas.draw(lettering.label(place.label(), subject.label()), place.label());
  }

  /** Brings the tile to a time of the recording. */
  void draw(Canvas canvas, long ms) throws IOException {
    openWhatIsDue(ms);
    boolean live = false;
    for (VideoTrack track : open) {
      Optional<AVFrame> fresh = track.moveTo(ms);
      if (track.isLive(ms)) {
        live = true;
        Optional<AVFrame> due = moved || showsPlaceholder ? track.last() : fresh;
        if (due.isPresent()) {
          draw(canvas, due.get());
        }
      }
    }
    if (!live && !showsPlaceholder) {
      placeholder(canvas);
    }
    moved = false;
  }

  private void openWhatIsDue(long ms) throws IOException {
    while (!later.isEmpty() && later.getFirst().startSeconds() * 1000 <= ms) {
      RecordedTrack due = later.removeFirst();
      open.add(new VideoTrack(folder.resolve(due.file()), staleMs()));
    }
    for (VideoTrack track : List.copyOf(open)) {
      if (track.isOver(ms)) {
        open.remove(track);
        track.close();
      }
    }
  }

  private long staleMs() {
    return switch (subject.kind()) {
      case PERSON -> CAMERA_STALE_MS;
      case SCREEN -> SCREEN_STALE_MS;
    };
  }

  private void draw(Canvas canvas, AVFrame picture) throws IOException {
    Rect place = tile.orElseThrow().picture();
    Rect fit = place.fit(picture.width(), picture.height());
    if (showsPlaceholder || !fit.equals(shown)) {
      canvas.clear(place);
    }
    canvas.draw(number, picture, fit);
    shown = fit;
    showsPlaceholder = false;
  }

  private void placeholder(Canvas canvas) throws IOException {
    Rect place = tile.orElseThrow().picture();
    String why = subject.kind() == Subject.Kind.PERSON ? CAMERA_OFF : NO_PICTURE;
    BufferedImage image = lettering.placeholder(place, subject.name(), why);
    canvas.draw(image, place);
    showsPlaceholder = true;
  }

  @Override
  public void close() {
    open.forEach(VideoTrack::close);
  }
}
