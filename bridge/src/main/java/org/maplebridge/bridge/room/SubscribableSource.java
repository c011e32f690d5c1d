package org.maplebridge.bridge.room;

import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.receive.StreamFacts;
import org.maplebridge.bridge.send.KeyFrameAsker;

/** A source as the receivers on one loop see it. Loop only. */
sealed interface SubscribableSource extends KeyFrameAsker permits RoutedSource, MirroredSource {

  SourceInfo info();

  /** Whether packets pass the door. */
  boolean isOpen();

  /** How many encodings it may have. */
  int encodings();

  /**
   * @param encoding 0 for the smallest picture
   */
  StreamFacts stream(int encoding);

  /** What can be had of its picture. */
  SourceLayers layers();

  /** Whom it goes to from this loop. */
  FanOut fanOut();
}
