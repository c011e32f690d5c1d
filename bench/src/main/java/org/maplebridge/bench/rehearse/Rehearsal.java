package org.maplebridge.bench.rehearse;

/** A sitting of one kind from booking to its end. Every claim is measured at the far end. */
interface Rehearsal {

  /** Plays it and tells what was found; what does not hold is a problem in the report. */
  RehearsalReport run();
}
