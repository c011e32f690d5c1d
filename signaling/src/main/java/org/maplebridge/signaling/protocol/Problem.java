package org.maplebridge.signaling.protocol;

import java.util.List;

/**
 * An error a person can act on (RFC 9457 members).
 *
 * @param id stable, such as {@code recording.consent-missing}; also the rule's name where a rule
 *     refused
 * @param status HTTP status the same error would have
 * @param sentence in the sitting's language: what happened, what it means, what to do
 * @param about ids of the participants the error names
 */
public record Problem(String id, int status, String sentence, List<String> about) {

  public Problem {
    about = List.copyOf(about);
  }
}
