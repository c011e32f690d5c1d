package org.maplebridge.signaling.rules;

import java.util.List;

/**
 * What the rules say, and which rule said it.
 *
 * @param rule the id of the rule that decided; of a refusal it is also the id of the problem shown
 * @param about the participants a refusal names
 */
public record Decision(boolean allowed, String rule, List<Standing> about) {

  public Decision {
    about = List.copyOf(about);
  }

  static Decision allow(String rule) {
    return new Decision(true, rule, List.of());
  }

  static Decision refuse(String rule) {
    return new Decision(false, rule, List.of());
  }
}
