package org.maplebridge.recording.api;

import java.util.Optional;

/**
 * Something that happened in the sitting while it was recorded.
 *
 * @param what stable word: {@code participant-joined}, {@code participant-left}, {@code
 *     consent-given}, {@code consent-withdrawn}, {@code stage}, …
 * @param participantId whom it concerns
 * @param detail the stage's title or the consent's text version
 */
public record TimelineEvent(String what, Optional<String> participantId, Optional<String> detail) {

  /** The procedure went on; the detail is the stage's title. */
  public static final String STAGE = "stage";

  /** One side talks with the mediator alone; the detail tells caucuses at the same time apart. */
  public static final String CAUCUS_BEGUN = "caucus-begun";

  public static final String CAUCUS_ENDED = "caucus-ended";

  public static TimelineEvent of(String what, String participantId) {
    return new TimelineEvent(what, Optional.of(participantId), Optional.empty());
  }
}
