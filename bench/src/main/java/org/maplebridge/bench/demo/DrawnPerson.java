package org.maplebridge.bench.demo;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.maplebridge.bench.content.Media;

/** A drawn person who speaks when it is their turn. Used from one media thread. */
final class DrawnPerson implements Media {
  private static final int FRAMES_PER_SECOND = 12;

  private final Portrait portrait;
  private final Voice voice;
  private final Turn turn;
  private final int place;
  private final BufferedImage canvas =
      new BufferedImage(Portrait.width(), Portrait.height(), BufferedImage.TYPE_INT_RGB);
  private final int[] pixels = new int[Portrait.width() * Portrait.height()];

  /**
   * @param place this person's place in the order of turns
   */
  DrawnPerson(Portrait portrait, Voice voice, Turn turn, int place) {
    this.portrait = portrait;
    this.voice = voice;
    this.turn = turn;
    this.place = place;
  }

  @Override
  public int framesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  @Override
  public int width() {
    return Portrait.width();
  }

  @Override
  public int height() {
    return Portrait.height();
  }

  @Override
  public void draw(NativeI420Buffer frame, int number) {
    double seconds = number / (double) FRAMES_PER_SECOND;
    portrait.draw(canvas, seconds, voice.mouth(seconds, turn.speaks(place)));
    canvas.getRGB(0, 0, width(), height(), pixels, 0, width());
    toI420(frame);
  }

  @Override
  public void speak(byte[] pcm, long first) {
    voice.fill(pcm, first, turn.speaks(place));
  }

  /** RGB to limited-range BT.601, chroma from every second pixel. */
  private void toI420(NativeI420Buffer frame) {
    ByteBuffer luma = frame.getDataY();
    ByteBuffer blue = frame.getDataU();
    ByteBuffer red = frame.getDataV();
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x++) {
        int rgb = pixels[y * width() + x];
        int r = rgb >> 16 & 0xFF;
        int g = rgb >> 8 & 0xFF;
        int b = rgb & 0xFF;
        luma.put(y * frame.getStrideY() + x, (byte) ((66 * r + 129 * g + 25 * b + 4224) >> 8));
        if ((x & 1) == 0 && (y & 1) == 0) {
          int u = (-38 * r - 74 * g + 112 * b + 32896) >> 8;
          int v = (112 * r - 94 * g - 18 * b + 32896) >> 8;
          blue.put(y / 2 * frame.getStrideU() + x / 2, (byte) u);
          red.put(y / 2 * frame.getStrideV() + x / 2, (byte) v);
        }
      }
    }
  }
}
