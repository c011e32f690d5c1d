package org.maplebridge.bridge.room;

import org.maplebridge.bridge.api.MediaSubscriber;

/** One whole-source subscriber at one source. */
final class SubscriberLink {

  final MediaSubscriber subscriber;

  /** Whether it wanted the packet before: when it begins to, it needs a key frame. */
  boolean wanted;

  SubscriberLink(MediaSubscriber subscriber) {
    this.subscriber = subscriber;
  }
}
