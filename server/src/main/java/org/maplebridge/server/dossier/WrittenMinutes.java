package org.maplebridge.server.dossier;

import java.time.OffsetDateTime;
import java.util.List;

/** What the minutes of a sitting say, and when it was written down; implemented where they are. */
@FunctionalInterface
public interface WrittenMinutes {

  /** The sentences in their order; none where nobody wrote minutes. Blocking. */
  List<Sentence> of(String sittingId);

  /**
   * A sentence.
   *
   * @param part of the minutes: {@code statements}, {@code consensus} …
   * @param from what it is about was said after this, and before it was written
   */
  record Sentence(String part, String text, OffsetDateTime from, OffsetDateTime written) {}
}
