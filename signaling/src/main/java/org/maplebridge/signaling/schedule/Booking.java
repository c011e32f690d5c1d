package org.maplebridge.signaling.schedule;

import org.maplebridge.signaling.sitting.Sitting;

/** What became of the wish to hold a sitting. */
public sealed interface Booking {

  /** It stands. */
  record Booked(Sitting sitting) implements Booking {}

  /** It does not, and nothing was changed. */
  record Refused(Clash clash) implements Booking {}
}
