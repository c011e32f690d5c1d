package org.maplebridge.server.cases;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A case as the people who work on it see it: names in full, phones masked.
 *
 * @param events what may be done with it now
 * @param story oldest first
 */
public record CaseDetail(
    String id,
    String platformNumber,
    List<BoundNumber> numbers,
    String title,
    String category,
    CaseStatus status,
    List<CaseEvent> events,
    String facts,
    String demand,
    Optional<BigDecimal> amountYuan,
    String orgCode,
    String orgName,
    OffsetDateTime registeredAt,
    List<Party> parties,
    List<SittingSummary> sittings,
    List<RecordingSummary> recordings,
    List<StoryEntry> story) {

  public CaseDetail {
    numbers = List.copyOf(numbers);
    events = List.copyOf(events);
    parties = List.copyOf(parties);
    sittings = List.copyOf(sittings);
    recordings = List.copyOf(recordings);
    story = List.copyOf(story);
  }

  /**
   * One thing that happened.
   *
   * @param what stable word
   * @param text a sentence in the reader's language
   */
  public record StoryEntry(OffsetDateTime at, String what, Optional<String> who, String text) {}
}
