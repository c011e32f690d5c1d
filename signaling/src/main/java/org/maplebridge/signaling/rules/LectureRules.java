package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.rules.Procedure.Question;
import org.maplebridge.signaling.sitting.SittingState;

/** The questions of a lecture go through its moderator. */
final class LectureRules {

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "question.open",
              "One asks the next question once one's last is dealt with.",
              "procedure",
              Set.of(Act.ASK_QUESTION),
              r ->
                  r.procedure().questions().stream()
                      .anyMatch(
                          q -> q.participantId().equals(r.who().participantId()) && !q.closed())),
          new Rule(
              "question.none",
              "A question is let through once, and dealt with once.",
              "procedure",
              Set.of(Act.TAKE_QUESTION, Act.CLOSE_QUESTION),
              r -> asked(r).filter(q -> !q.closed() && !(q.taken() && isTaking(r))).isEmpty()));

  private LectureRules() {}

  /** Listeners need not be let in one by one, once the lecture has begun. */
  static boolean isWelcome(Request r) {
    return r.kind() == SittingKind.LECTURE
        && r.isRole(Role.OBSERVER)
        && (r.scene().state() == SittingState.IN_SESSION
            || r.scene().state() == SittingState.RECESS);
  }

  private static boolean isTaking(Request r) {
    return r.act() == Act.TAKE_QUESTION;
  }

  private static Optional<Question> asked(Request r) {
    Optional<String> id =
        r.move(Move.TakeQuestion.class)
            .map(Move.TakeQuestion::questionId)
            .or(() -> r.move(Move.CloseQuestion.class).map(Move.CloseQuestion::questionId));
    return r.procedure().questions().stream().filter(q -> id.equals(Optional.of(q.id()))).findAny();
  }
}
