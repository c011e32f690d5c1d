package org.maplebridge.server.cases;

import static org.maplebridge.server.cases.CaseStatus.ACCEPTED;
import static org.maplebridge.server.cases.CaseStatus.AGREED;
import static org.maplebridge.server.cases.CaseStatus.ARCHIVED;
import static org.maplebridge.server.cases.CaseStatus.CLOSED;
import static org.maplebridge.server.cases.CaseStatus.CONSENTING;
import static org.maplebridge.server.cases.CaseStatus.FAILED;
import static org.maplebridge.server.cases.CaseStatus.IN_MEDIATION;
import static org.maplebridge.server.cases.CaseStatus.REGISTERED;
import static org.maplebridge.server.cases.CaseStatus.TERMINATED;

import java.util.List;
import java.util.Optional;

/** The moves of a case, one row each. Pure. */
public final class CaseMachine {
  private static final List<Move> MOVES =
      List.of(
          new Move(REGISTERED, CaseEvent.ACCEPT, ACCEPTED),
          new Move(REGISTERED, CaseEvent.INVITE, CONSENTING),
          new Move(ACCEPTED, CaseEvent.INVITE, CONSENTING),
          new Move(CONSENTING, CaseEvent.CONSENT, IN_MEDIATION),
          new Move(CONSENTING, CaseEvent.REFUSE, FAILED),
          new Move(IN_MEDIATION, CaseEvent.AGREE, AGREED),
          new Move(IN_MEDIATION, CaseEvent.FAIL, FAILED),
          new Move(CONSENTING, CaseEvent.TERMINATE, TERMINATED),
          new Move(IN_MEDIATION, CaseEvent.TERMINATE, TERMINATED),
          new Move(AGREED, CaseEvent.CLOSE, CLOSED),
          new Move(FAILED, CaseEvent.CLOSE, CLOSED),
          new Move(TERMINATED, CaseEvent.CLOSE, CLOSED),
          new Move(CLOSED, CaseEvent.ARCHIVE, ARCHIVED));

  private CaseMachine() {}

  /** Where an event leads from a status; empty where it means nothing there. */
  public static Optional<CaseStatus> after(CaseStatus from, CaseEvent event) {
    return MOVES.stream()
        .filter(move -> move.from == from && move.event == event)
        .map(Move::to)
        .findFirst();
  }

  /** What staff may do with a case of this status; archiving is what sealing its dossier does. */
  public static List<CaseEvent> events(CaseStatus from) {
    return MOVES.stream()
        .filter(move -> move.from == from)
        .map(Move::event)
        .filter(event -> event != CaseEvent.ARCHIVE)
        .toList();
  }

  private record Move(CaseStatus from, CaseEvent event, CaseStatus to) {}
}
