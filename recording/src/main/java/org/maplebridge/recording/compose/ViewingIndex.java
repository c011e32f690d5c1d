package org.maplebridge.recording.compose;

import java.util.List;
import org.maplebridge.recording.api.ViewingCopy.Break;
import org.maplebridge.recording.api.ViewingCopy.Chapter;
import org.maplebridge.recording.api.ViewingCopy.Event;
import org.maplebridge.recording.api.ViewingCopy.Speech;
import org.maplebridge.recording.api.ViewingCopy.Thumbnails;

/**
 * What a player knows of a viewing copy besides the picture; {@code viewing/index.json}. Seconds
 * are of the copy.
 *
 * @param file name beside the index
 * @param scenes whose picture stands where
 */
record ViewingIndex(
    int format,
    String file,
    double seconds,
    long bytes,
    String sha256,
    List<Chapter> chapters,
    List<Speech> speech,
    List<Break> breaks,
    List<Event> events,
    List<Scene> scenes,
    Thumbnails thumbnails) {

  static final int FORMAT = 2;

  /** From a time on, until the next scene. */
  record Scene(double fromSeconds, List<Tile> tiles) {}

  /** A person's camera or screen, in pixels of the picture. */
  record Tile(String participantId, String kind, int x, int y, int width, int height) {}
}
