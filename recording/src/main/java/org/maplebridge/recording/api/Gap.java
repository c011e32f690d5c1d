package org.maplebridge.recording.api;

import java.time.Instant;

/**
 * A time that is missing in a track or a whole recording.
 *
 * @param packets packets known to be missing; 0 where nobody can know
 */
public record Gap(Instant from, Instant to, Cause cause, long packets) {

  /** Why it is missing. */
  public enum Cause {
    /** Packets never reached the bridge; a picture is missing until its next key frame. */
    LOSS,
    /** The sender sent nothing: muted, camera off. */
    MUTED,
    /** The recorder was not running though nobody had stopped it. */
    INTERRUPTED,
    /** The recording was stopped by a person and started again. */
    STOPPED,
    /** Paused on a ground in law, which the ledger names, and resumed. */
    PAUSED,
    /** It was recorded, and found changed or lost on the disk when the recorder came back. */
    DAMAGED,
    /** The recorder could not keep up and dropped packets. */
    QUEUE
  }
}
