package org.maplebridge.bridge.receive;

/**
 * Whether to ask a sender for a key frame of one encoding now. Receivers ask as they like; a
 * request that has to wait for the {@link KeyFramePace} is sent when it may, and again until the
 * key frame comes.
 */
final class KeyFrameRequests {
  private final KeyFramePace pace;
  private boolean wanted;

  /**
   * @param pace shared by all encodings of the source
   */
  KeyFrameRequests(KeyFramePace pace) {
    this.pace = pace;
  }

  void want() {
    wanted = true;
  }

  void onKeyFrame() {
    wanted = false;
  }

  /** Whether a request is to be sent, which the caller then does. */
  boolean takeDue(long now) {
    if (!wanted || !pace.allows(now)) {
      return false;
    }
    pace.asked(now);
    return true;
  }

  void reset() {
    wanted = false;
  }
}
