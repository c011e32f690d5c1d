package org.maplebridge.signaling.rules;

import java.util.Set;
import java.util.function.Predicate;

/**
 * One rule: it forbids some acts in some situations. What its sentence says to the person refused
 * stands in {@code problems.properties} under the same id.
 *
 * @param id stable; also the id of the problem shown
 * @param meaning what it forbids, in one line for {@code docs/rules.md}
 * @param basis where it comes from
 * @param acts what it looks at
 */
public record Rule(
    String id, String meaning, String basis, Set<Act> acts, Predicate<Request> forbids) {

  public Rule {
    acts = Set.copyOf(acts);
  }
}
