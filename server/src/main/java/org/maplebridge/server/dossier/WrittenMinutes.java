package org.maplebridge.server.dossier;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** What the minutes of a sitting say, and when it was written down; implemented where they are. */
@FunctionalInterface
public interface WrittenMinutes {

  /** The sentences in their order; none where nobody wrote minutes. Blocking. */
  List<Sentence> of(String sittingId);

  /**
   * A sentence.
   *
   * @param part of the minutes: {@code statements}, {@code consensus} …
   * @param written when it was written down; empty for what the form brings with it
   */
  record Sentence(String part, String text, Optional<Written> written) {}

  /** What it is about was said after {@code from}, and before it was saved. */
  record Written(OffsetDateTime from, OffsetDateTime saved) {}
}
