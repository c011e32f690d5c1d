package org.maplebridge.bench.content;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;

/** What a simulated participant shows and says. Called on the participant's own media thread. */
public interface Media {
  /** Whether to send at all: listeners only look and listen. */
  default boolean sends() {
    return true;
  }

  /** Nothing: what a listener sends. */
  static Media none() {
    return new Nothing();
  }

  /** Never asked for anything. */
  record Nothing() implements Media {
    @Override
    public boolean sends() {
      return false;
    }

    @Override
    public int framesPerSecond() {
      return 1;
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public int height() {
      return 2;
    }

    @Override
    public void draw(NativeI420Buffer frame, int number) {}

    @Override
    public void speak(byte[] pcm, long first) {}
  }

  /** Frames per second of {@link #draw}. */
  int framesPerSecond();

  int width();

  int height();

  /** Most bits per second of each encoding of the picture, the smallest picture first. */
  default int[] encodingsBps() {
    return new int[] {600_000};
  }

  /** Draws frame {@code number} (from 0). */
  void draw(NativeI420Buffer frame, int number);

  /**
   * Fills 10 ms of 16-bit little-endian mono sound at 48 kHz, beginning at sample {@code first}.
   */
  void speak(byte[] pcm, long first);
}
