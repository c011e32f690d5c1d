package org.maplebridge.server.cases;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A case as a list shows it.
 *
 * @param number the number people quote
 * @param partyNames masked
 */
public record CaseItem(
    String id,
    String platformNumber,
    String number,
    String title,
    String category,
    CaseStatus status,
    List<String> partyNames,
    OffsetDateTime registeredAt,
    Optional<OffsetDateTime> nextSittingAt) {

  public CaseItem {
    partyNames = List.copyOf(partyNames);
  }

  CaseItem masked() {
    return new CaseItem(
        id,
        platformNumber,
        number,
        title,
        category,
        status,
        partyNames.stream().map(Masks::name).toList(),
        registeredAt,
        nextSittingAt);
  }
}
