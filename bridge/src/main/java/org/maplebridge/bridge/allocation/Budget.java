package org.maplebridge.bridge.allocation;

/**
 * What may be given away.
 *
 * @param targetBps what the path carries, or {@link #UNLIMITED}
 * @param audioBps what the sound to the receiver takes
 * @param pictures how many pictures a receiver gets at most
 * @param rises how many pictures may begin or become larger at once: each costs a key frame, and
 *     together they are a burst
 * @param slackPercent how far what is sent already may go beyond the target, together, in 1/100 of
 *     it: an estimate dips now and then, and a dip is no reason to take a picture away; but none
 *     while packets queue on the path, for then the queue would stay
 */
public record Budget(long targetBps, long audioBps, int pictures, int rises, int slackPercent) {

  /** Where nothing queues. */
  public static final int SLACK_PERCENT = 15;

  /** A path nothing is known of. */
  public static final long UNLIMITED = Long.MAX_VALUE;
}
