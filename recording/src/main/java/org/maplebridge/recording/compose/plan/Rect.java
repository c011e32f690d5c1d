package org.maplebridge.recording.compose.plan;

/** A part of the picture, in pixels; all numbers are even, as 4:2:0 chroma asks. */
public record Rect(int x, int y, int width, int height) {

  /** The scaler writes whole vectors: another width would spill into the neighbour. */
  private static final int VECTOR = 32;

  public Rect {
    x &= ~1;
    y &= ~1;
    width &= ~1;
    height &= ~1;
  }

  /** The largest part in the middle with the shape of a picture. */
  public Rect fit(int pictureWidth, int pictureHeight) {
    double scale = Math.min((double) width / pictureWidth, (double) height / pictureHeight);
    int w = Math.max(VECTOR, (int) (pictureWidth * scale) / VECTOR * VECTOR);
    int h = Math.clamp(Math.round((double) w * pictureHeight / pictureWidth), 2, height) & ~1;
    return new Rect(x + (width - w) / 2, y + (height - h) / 2, w, h);
  }
}
