package org.maplebridge.bench.client;

import dev.onvoid.webrtc.media.video.VideoFrame;

/** Sees and hears what a participant receives. Called on libwebrtc's threads; must be quick. */
public interface Audience {

  /** A decoded picture of {@code participantId}; valid during the call. */
  void onFrame(String participantId, VideoFrame frame);

  /** Decoded sound of {@code participantId}: 16-bit little endian, usually 10 ms. */
  void onSound(String participantId, byte[] pcm, int rateHz, int channels, int frames);

  /** Whether to receive at all: people who only must be there need not decode. */
  boolean receives();

  /** Receives, and makes nothing of it. */
  static Audience indifferent() {
    return new Idle(true);
  }

  /** Receives nothing. */
  static Audience absent() {
    return new Idle(false);
  }

  /** Makes nothing of what comes. */
  record Idle(boolean receives) implements Audience {
    @Override
    public void onFrame(String participantId, VideoFrame frame) {}

    @Override
    public void onSound(String participantId, byte[] pcm, int rateHz, int channels, int frames) {}
  }
}
