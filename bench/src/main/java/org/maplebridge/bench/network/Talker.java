package org.maplebridge.bench.network;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.maplebridge.bench.content.Media;
import org.maplebridge.bench.content.Tone;

/**
 * Somebody in a conversation: a picture with enough in it to fill its bit rate, and a tone while it
 * is this person's turn. The others are silent, so their encoders pause (DTX), as in a mediation.
 */
public final class Talker implements Media {
  static final int FRAMES_PER_SECOND = 15;

  /** Width and height of the part that changes all the time. */
  private static final int RESTLESS = 72;

  private static final long TURN_SAMPLES = 3L * Tone.RATE_HZ;

  private final int number;
  private final int people;
  private final Tone tone;

  /**
   * @param number counts from 0
   * @param people how many take turns
   */
  public Talker(int number, int people) {
    this.number = number;
    this.people = people;
    tone = new Tone(250 + 60.0 * number);
  }

  @Override
  public int framesPerSecond() {
    return FRAMES_PER_SECOND;
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
  public int[] encodingsBps() {
    return new int[] {120_000, 500_000};
  }

  @Override
  public void draw(NativeI420Buffer frame, int count) {
    ByteBuffer luma = frame.getDataY();
    int stride = frame.getStrideY();
    byte[] row = new byte[width()];
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int tile = ((x + 3 * count) >> 3) ^ ((y + number) >> 3);
        row[x] = (byte) (60 + (tile & 0x3F));
      }
      if (y < RESTLESS) {
        restless(row, y, count);
      }
      luma.put(y * stride, row);
    }
    fill(frame.getDataU(), frame.getStrideU() * height() / 2, 40 * number);
    fill(frame.getDataV(), frame.getStrideV() * height() / 2, 255 - 40 * number);
  }

  /** A corner no encoder can foretell, as a face that speaks. */
  private static void restless(byte[] row, int y, int count) {
    for (int x = 0; x < RESTLESS; x++) {
      int speck = (x * 7 + y * 13 + count * 29) ^ ((x * y) >> 3);
      row[x] = (byte) (60 + (speck & 0x3F));
    }
  }

  private static void fill(ByteBuffer plane, int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    plane.put(0, bytes);
  }

  @Override
  public void speak(byte[] pcm, long first) {
    if (first / TURN_SAMPLES % people == number) {
      tone.fill(pcm, first);
    } else {
      Arrays.fill(pcm, (byte) 0);
    }
  }
}
