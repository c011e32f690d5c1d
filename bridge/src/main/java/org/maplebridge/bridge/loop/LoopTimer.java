package org.maplebridge.bridge.loop;

/** A pending call on a {@link MediaLoop}. */
@FunctionalInterface
public interface LoopTimer {

  /** Forgets the call. Idempotent; to be called on the loop, where it is final at once. */
  void cancel();
}
