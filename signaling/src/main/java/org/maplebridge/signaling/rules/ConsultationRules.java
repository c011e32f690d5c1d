package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Set;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Hindrance;

/** What must be known and signed before a consultation begins, and who may not lead one. */
final class ConsultationRules {
  private static final Set<Act> COMING_IN = Set.of(Act.ENTER, Act.BE_IN_MAIN);

  static final List<Rule> ALL =
      List.of(
          before(
              "consultation.place",
              "A consultation begins when either side has said where they are.",
              "Ethics code 8.3",
              Hindrance.PLACE_UNKNOWN),
          before(
              "consultation.contact",
              "A consultation begins when the client has named somebody to call in an emergency.",
              "Ethics code 8.4",
              Hindrance.CONTACT_UNKNOWN),
          before(
              "consultation.sheet",
              "A consultation begins when the client has signed the confidentiality sheet.",
              "Ethics code 2.1, 3.1",
              Hindrance.SHEET_UNSIGNED),
          before(
              "consultation.guardian",
              "A consultation with a minor begins when a guardian has signed for it.",
              "PIPL 31, MPL 72",
              Hindrance.GUARDIAN_CONSENT_MISSING),
          new Rule(
              "consultation.dual-role",
              "Nobody counsels a person and mediates that person's dispute.",
              "Ethics code 1.8",
              COMING_IN,
              r -> r.who().isHinderedBy(Hindrance.DUAL_ROLE)));

  private ConsultationRules() {}

  private static Rule before(String id, String meaning, String basis, Hindrance hindrance) {
    return new Rule(
        id,
        meaning,
        basis,
        COMING_IN,
        r -> r.kind() == SittingKind.CONSULTATION && r.who().isHinderedBy(hindrance));
  }
}
