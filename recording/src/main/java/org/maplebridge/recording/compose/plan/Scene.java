package org.maplebridge.recording.compose.plan;

import java.util.List;

/**
 * Who is seen where, from a time on until the next scene.
 *
 * @param fromMs on the recording's time line
 */
public record Scene(long fromMs, List<Tile> tiles) {

  public Scene {
    tiles = List.copyOf(tiles);
  }

  /** A picture with a name under it. */
  public record Tile(Subject subject, Rect picture, Rect label) {}
}
