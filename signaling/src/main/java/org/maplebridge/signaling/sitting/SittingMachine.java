package org.maplebridge.signaling.sitting;

import static org.maplebridge.signaling.sitting.SittingState.BOOKED;
import static org.maplebridge.signaling.sitting.SittingState.CANCELLED;
import static org.maplebridge.signaling.sitting.SittingState.ENDED;
import static org.maplebridge.signaling.sitting.SittingState.IN_SESSION;
import static org.maplebridge.signaling.sitting.SittingState.LOBBY_OPEN;
import static org.maplebridge.signaling.sitting.SittingState.RECESS;
import static org.maplebridge.signaling.sitting.SittingState.TECH_INTERRUPTED;

import java.util.EnumSet;
import java.util.Set;

/** The moves between the states of a sitting. Pure. */
public final class SittingMachine {

  private SittingMachine() {}

  /** The states a sitting may go to next. */
  public static Set<SittingState> next(SittingState from) {
    return switch (from) {
      case BOOKED -> EnumSet.of(LOBBY_OPEN, IN_SESSION, ENDED, CANCELLED);
      case LOBBY_OPEN -> EnumSet.of(IN_SESSION, ENDED, CANCELLED);
      case IN_SESSION -> EnumSet.of(RECESS, TECH_INTERRUPTED, ENDED);
      case RECESS -> EnumSet.of(IN_SESSION, TECH_INTERRUPTED, ENDED);
      case TECH_INTERRUPTED -> EnumSet.of(IN_SESSION, RECESS, ENDED);
      case ENDED, CANCELLED -> EnumSet.noneOf(SittingState.class);
    };
  }

  /** Whether the move is allowed; staying is no move and always is. */
  public static boolean allows(SittingState from, SittingState to) {
    return from == to || next(from).contains(to);
  }
}
