package org.maplebridge.recording.api;

/** Told of a recording's life. Called on threads of the recorder. */
public interface RecordingListener {

  /**
   * Data was lost or the recorder stopped by itself; told within 3 s.
   *
   * @param sentence for the host, in Chinese
   */
  void onFault(String sentence);

  /** What was told as a fault is over, and the same recording goes on. */
  default void onRecovered() {}

  /**
   * How far the viewing copy is; not more than a few calls per second.
   *
   * @param ratio 0 to 1
   */
  default void onComposeProgress(double ratio) {}

  /** The viewing copy is there. */
  default void onComposed(ViewingCopy copy) {}

  /** The viewing copy could not be made; the originals are unharmed and it can be queued again. */
  default void onComposeFailed(String reason) {}
}
