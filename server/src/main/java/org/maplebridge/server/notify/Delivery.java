package org.maplebridge.server.notify;

/** Where a message is. */
public enum Delivery {
  /** Waits for its carrier. */
  QUEUED,
  /** Its carrier took it. */
  SENT,
  /** No carrier took it, however often it was tried. */
  FAILED
}
