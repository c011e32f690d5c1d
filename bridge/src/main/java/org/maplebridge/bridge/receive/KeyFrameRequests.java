package org.maplebridge.bridge.receive;

/**
 * Whether to ask a sender for a key frame now. Receivers ask as they like; the sender is asked once
 * per interval at most, again and again until the key frame comes.
 */
final class KeyFrameRequests {

  /** Between two requests: a key frame costs the sender as much as a second of video. */
  static final long INTERVAL_NANOS = 500_000_000;

  private boolean wanted;
  private boolean asked;
  private long askedNanos;

  void want() {
    wanted = true;
  }

  void onKeyFrame() {
    wanted = false;
  }

  /** Whether a request is to be sent, which the caller then does. */
  boolean takeDue(long now) {
    if (!wanted || (asked && now - askedNanos < INTERVAL_NANOS)) {
      return false;
    }
    asked = true;
    askedNanos = now;
    return true;
  }

  void reset() {
    wanted = false;
  }
}
