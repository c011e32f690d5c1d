package org.maplebridge.signaling.rules;

import java.util.List;

/**
 * What the rules say, and which rule said it.
 *
 * @param rule the id of the rule that refuses, which is also the id of the problem shown; {@code
 *     allowed} where none does
 * @param about the participants a refusal names
 */
public record Decision(boolean allowed, String rule, List<Standing> about) {
  static final Decision ALLOWED = new Decision(true, "allowed", List.of());

  public Decision {
    about = List.copyOf(about);
  }
}
