package org.maplebridge.bridge.allocation;

/**
 * What may be given away.
 *
 * @param targetBps what the path carries, or {@link #UNLIMITED}
 * @param audioBps what the sound to the receiver takes
 * @param pictures how many pictures a receiver gets at most
 * @param rises how many pictures may begin or become larger at once: each costs a key frame, and
 *     together they are a burst
 */
public record Budget(long targetBps, long audioBps, int pictures, int rises) {

  /** A path nothing is known of. */
  public static final long UNLIMITED = Long.MAX_VALUE;
}
