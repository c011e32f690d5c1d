package org.maplebridge.bridge.send;

/** Whoever can ask the sender of a source for a key frame. */
@FunctionalInterface
public interface KeyFrameAsker {

  /**
   * Wants a key frame; may be called for every packet.
   *
   * @param encoding the one it is wanted of
   */
  void askKeyFrame(int encoding);
}
