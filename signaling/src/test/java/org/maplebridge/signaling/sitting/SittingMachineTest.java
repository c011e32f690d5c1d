package org.maplebridge.signaling.sitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SittingMachineTest {

  @Test
  void sittingRunsFromBookingToItsEnd() {
    assertTrue(SittingMachine.allows(SittingState.BOOKED, SittingState.LOBBY_OPEN));
    assertTrue(SittingMachine.allows(SittingState.LOBBY_OPEN, SittingState.IN_SESSION));
    assertTrue(SittingMachine.allows(SittingState.IN_SESSION, SittingState.RECESS));
    assertTrue(SittingMachine.allows(SittingState.RECESS, SittingState.IN_SESSION));
    assertTrue(SittingMachine.allows(SittingState.IN_SESSION, SittingState.ENDED));
  }

  @Test
  void whatBeganCannotBeCancelled() {
    Set<SittingState> cancellable = EnumSet.of(SittingState.BOOKED, SittingState.LOBBY_OPEN);
    for (SittingState from : SittingState.values()) {
      assertEquals(
          cancellable.contains(from), SittingMachine.next(from).contains(SittingState.CANCELLED));
    }
  }

  @ParameterizedTest
  @EnumSource
  void endIsReachedFromEveryOpenStateAndLeftByNone(SittingState from) {
    assertTrue(SittingMachine.allows(from, from));
    assertEquals(from.isOpen(), SittingMachine.next(from).contains(SittingState.ENDED));
    assertEquals(from.isOpen(), !SittingMachine.next(from).isEmpty());
    assertFalse(SittingMachine.next(from).contains(SittingState.BOOKED));
  }
}
