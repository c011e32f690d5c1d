package org.maplebridge.server.minutes;

import java.util.List;
import org.maplebridge.server.http.ProblemException;

/**
 * What minutes say, part by part.
 *
 * @param attendance who takes part, and how it was checked who they are
 * @param notices what the parties were told at the opening
 * @param statements what each side said
 * @param process what the mediator did
 * @param consensus what both sides agree on
 * @param result how it ended
 */
public record MinutesText(
    String attendance,
    String notices,
    String statements,
    String process,
    String consensus,
    String result) {
  private static final int LONGEST = 16_000;

  /**
   * @throws ProblemException {@code minutes.too-long}
   */
  void check() {
    if (parts().stream().mapToInt(part -> part.text().length()).sum() > LONGEST) {
      throw new ProblemException("minutes.too-long", 422, LONGEST);
    }
  }

  /** The same with how it ended. */
  MinutesText ended(String sentence) {
    String now = result.isBlank() ? sentence : result.stripTrailing() + "\n" + sentence;
    return new MinutesText(attendance, notices, statements, process, consensus, now);
  }

  /** The parts in the order of the document. */
  List<Part> parts() {
    return List.of(
        new Part("attendance", attendance),
        new Part("notices", notices),
        new Part("statements", statements),
        new Part("process", process),
        new Part("consensus", consensus),
        new Part("result", result));
  }

  /** A part and its text. */
  record Part(String where, String text) {}
}
