package org.maplebridge.bridge.receive;

/** How often a sender is asked for key frames of one source, whatever its encodings. */
final class KeyFramePace {

  /**
   * libwebrtc, and with it every browser, makes key frames of all encodings when it is asked for
   * one, and drops what it is asked within 300 ms of that. Asking sooner would only be in vain and
   * have to be repeated later; the rest is for jitter on the way.
   */
  static final long INTERVAL_NANOS = 330_000_000;

  private boolean begun;
  private long askedNanos;

  /** Other encodings may be asked for in the same moment: not every sender makes them together. */
  boolean allows(long now) {
    return !begun || now == askedNanos || now - askedNanos >= INTERVAL_NANOS;
  }

  void asked(long now) {
    begun = true;
    askedNanos = now;
  }
}
