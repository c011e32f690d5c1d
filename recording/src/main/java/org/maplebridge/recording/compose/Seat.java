package org.maplebridge.recording.compose;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.maplebridge.recording.api.RecordedTrack;

/** One tile and the files shown in it, one after the other. Owned by one thread. */
final class Seat implements AutoCloseable {

  private static final long CAMERA_STALE_MS = 3_000;

  /** A still screen is sent rarely. */
  private static final long SCREEN_STALE_MS = 15_000;

  private final int number;
  private final Tiles.Tile tile;
  private final BufferedImage placeholder;
  private final List<VideoTrack> tracks = new ArrayList<>();
  private boolean showsPlaceholder;
  private Rect shown;

  Seat(int number, Tiles.Tile tile, BufferedImage placeholder) {
    this.number = number;
    this.tile = tile;
    this.placeholder = placeholder;
    this.shown = tile.picture();
  }

  void add(Path folder, RecordedTrack track) throws IOException {
    long stale =
        switch (track.kind()) {
          case SCREEN -> SCREEN_STALE_MS;
          case CAMERA, MICROPHONE -> CAMERA_STALE_MS;
        };
    tracks.add(new VideoTrack(folder.resolve(track.file()), stale));
  }

  /** Brings the tile to a time. */
  void draw(Canvas canvas, long ms) throws IOException {
    boolean live = false;
    for (VideoTrack track : tracks) {
      Optional<AVFrame> picture = track.moveTo(ms);
      if (track.isLive(ms)) {
        live = true;
        if (picture.isPresent()) {
          draw(canvas, picture.get());
        }
      }
    }
    if (!live && !showsPlaceholder) {
      canvas.draw(placeholder, tile.picture());
      showsPlaceholder = true;
    }
  }

  private void draw(Canvas canvas, AVFrame picture) throws IOException {
    Rect fit = tile.picture().fit(picture.width(), picture.height());
    if (showsPlaceholder || !fit.equals(shown)) {
      canvas.clear(tile.picture());
    }
    canvas.draw(number, picture, fit);
    shown = fit;
    showsPlaceholder = false;
  }

  @Override
  public void close() {
    tracks.forEach(VideoTrack::close);
  }
}
