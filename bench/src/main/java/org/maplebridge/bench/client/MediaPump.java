package org.maplebridge.bench.client;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.concurrent.locks.LockSupport;
import org.maplebridge.bench.content.Media;

/**
 * Feeds a participant's picture and sound to libwebrtc in real time, both from one clock so that
 * they stay in step. One platform thread per participant.
 */
final class MediaPump implements AutoCloseable {
  private static final int RATE_HZ = 48_000;
  private static final int CHUNK_SAMPLES = RATE_HZ / 100;
  private static final long CHUNK_NANOS = 10_000_000;

  private final Media media;
  private final CustomAudioSource audio;
  private final CustomVideoSource video;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile int framesPushed;

  MediaPump(Media media, CustomAudioSource audio, CustomVideoSource video, String name) {
    this.media = media;
    this.audio = audio;
    this.video = video;
    this.thread = Thread.ofPlatform().name("media-" + name).daemon().start(this::run);
  }

  int framesPushed() {
    return framesPushed;
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    byte[] pcm = new byte[2 * CHUNK_SAMPLES];
    long start = System.nanoTime();
    for (long chunk = 0; running; chunk++) {
      long due = start + chunk * CHUNK_NANOS;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      media.speak(pcm, chunk * CHUNK_SAMPLES);
      audio.pushAudio(pcm, 16, RATE_HZ, 1, CHUNK_SAMPLES);
      pushFrameIfDue(chunk);
    }
  }

  private void pushFrameIfDue(long chunk) {
    long number = chunk * media.framesPerSecond() / 100;
    boolean due = chunk == 0 || number != (chunk - 1) * media.framesPerSecond() / 100;
    if (!due) {
      return;
    }
    NativeI420Buffer buffer = NativeI420Buffer.allocate(media.width(), media.height());
    media.draw(buffer, (int) number);
    VideoFrame frame = new VideoFrame(buffer, 0, System.nanoTime());
    video.pushFrame(frame);
    frame.release();
    framesPushed = (int) number + 1;
  }
}
