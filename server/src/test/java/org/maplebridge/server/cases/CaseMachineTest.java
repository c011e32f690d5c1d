package org.maplebridge.server.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseMachineTest {

  @Test
  void everyStatusIsReachedAndOnlyWhatIsOverIsLeftByNobody() {
    Set<CaseStatus> reached = EnumSet.noneOf(CaseStatus.class);
    Deque<CaseStatus> next = new ArrayDeque<>(List.of(CaseStatus.REGISTERED));
    while (!next.isEmpty()) {
      CaseStatus status = next.pop();
      if (reached.add(status)) {
        for (CaseEvent event : CaseEvent.values()) {
          CaseMachine.after(status, event).ifPresent(next::add);
        }
      }
    }
    assertEquals(EnumSet.allOf(CaseStatus.class), reached);
    for (CaseStatus status : CaseStatus.values()) {
      boolean over = status == CaseStatus.CLOSED || status == CaseStatus.ARCHIVED;
      assertEquals(over, CaseMachine.events(status).isEmpty(), "archiving is not a click");
    }
  }

  @Test
  void partiesMayEndMediationAtAnyTime() {
    assertFalse(CaseMachine.after(CaseStatus.CONSENTING, CaseEvent.TERMINATE).isEmpty());
    assertFalse(CaseMachine.after(CaseStatus.IN_MEDIATION, CaseEvent.TERMINATE).isEmpty());
    assertEquals(Optional.empty(), CaseMachine.after(CaseStatus.AGREED, CaseEvent.TERMINATE));
  }
}
