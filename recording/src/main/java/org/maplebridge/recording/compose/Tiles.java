package org.maplebridge.recording.compose;

import java.util.ArrayList;
import java.util.List;

/** Where things stand in the picture; pure. */
final class Tiles {

  static final int WIDTH = 1280;
  static final int HEIGHT = 720;
  static final int BAR_HEIGHT = 44;
  static final int LABEL_HEIGHT = 32;
  private static final int SPACE = 4;

  private Tiles() {}

  /** The bar at the bottom with the case number and the clock. */
  static Rect bar() {
    return new Rect(0, HEIGHT - BAR_HEIGHT, WIDTH, BAR_HEIGHT);
  }

  /** One tile for each of so many, in rows; the last row stands in the middle. */
  static List<Tile> of(int count) {
    int columns = Math.max(1, (int) Math.ceil(Math.sqrt(count)));
    int rows = Math.max(1, (count + columns - 1) / columns);
    int width = WIDTH / columns;
    int height = (HEIGHT - BAR_HEIGHT) / rows;
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int row = i / columns;
      int inRow = row == rows - 1 ? count - row * columns : columns;
      int left = (WIDTH - inRow * width) / 2 + (i % columns) * width;
      tiles.add(tile(left, row * height, width, height));
    }
    return List.copyOf(tiles);
  }

  private static Tile tile(int x, int y, int width, int height) {
    int picture = height - LABEL_HEIGHT - SPACE;
    return new Tile(
        new Rect(x + SPACE / 2, y + SPACE / 2, width - SPACE, picture),
        new Rect(x + SPACE / 2, y + SPACE / 2 + picture, width - SPACE, LABEL_HEIGHT));
  }

  /** A picture with a name under it. */
  record Tile(Rect picture, Rect label) {}
}
