package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;

/** A party may object to an expert; the mediator decides. */
final class ExpertRules {

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "object.expert",
              "One can object to an expert only.",
              "OMR 13",
              Set.of(Act.OBJECT_TO),
              r ->
                  r.targets().isEmpty()
                      || r.anyTarget(target -> target.role() != Role.EXPERT || target.host())),
          new Rule(
              "object.again",
              "To one expert one person objects once, and not after the expert was excluded.",
              "OMR 13",
              Set.of(Act.OBJECT_TO),
              r ->
                  r.anyTarget(
                      target ->
                          r.procedure()
                              .experts()
                              .wasObjectedTo(target.participantId(), r.who().participantId()))),
          new Rule(
              "object.none",
              "What is decided is an open objection.",
              "OMR 13",
              Set.of(Act.DECIDE_OBJECTION),
              r ->
                  r.targets().isEmpty()
                      || r.anyTarget(
                          target ->
                              !r.procedure().experts().isObjectedTo(target.participantId()))));

  private ExpertRules() {}
}
