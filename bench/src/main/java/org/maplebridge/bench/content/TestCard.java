package org.maplebridge.bench.content;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import java.nio.ByteBuffer;

/** A moving picture with a frame counter, and a tone: media whose arrival can be proved. */
public final class TestCard implements Media {
  private final Tone tone;
  private final int framesPerSecond;
  private final int hue;

  /**
   * @param frequencyHz the tone, one per participant
   * @param hue 0 to 255, tints the picture
   */
  public TestCard(double frequencyHz, int framesPerSecond, int hue) {
    this.tone = new Tone(frequencyHz);
    this.framesPerSecond = framesPerSecond;
    this.hue = hue;
  }

  @Override
  public int framesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public int width() {
    return 480;
  }

  @Override
  public int height() {
    return 270;
  }

  @Override
  public void draw(NativeI420Buffer frame, int number) {
    ByteBuffer luma = frame.getDataY();
    int stride = frame.getStrideY();
    int top = FrameCode.rowHeight(width());
    int bar = number * 4 % width();
    for (int y = top; y < height(); y++) {
      for (int x = 0; x < width(); x++) {
        boolean inBar = x >= bar && x < bar + 24;
        luma.put(y * stride + x, (byte) (inBar ? 200 : 60 + (x >> 3) + (y >> 3)));
      }
    }
    FrameCode.draw(luma, stride, width(), number);
    fill(frame.getDataU(), frame.getStrideU() * height() / 2, hue);
    fill(frame.getDataV(), frame.getStrideV() * height() / 2, 255 - hue);
  }

  @Override
  public void speak(byte[] pcm, long first) {
    tone.fill(pcm, first);
  }

  public double frequencyHz() {
    return tone.frequencyHz();
  }

  private static void fill(ByteBuffer plane, int length, int value) {
    for (int i = 0; i < length; i++) {
      plane.put(i, (byte) value);
    }
  }
}
