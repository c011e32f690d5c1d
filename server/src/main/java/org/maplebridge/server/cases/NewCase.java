package org.maplebridge.server.cases;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A case to be registered.
 *
 * @param category code of a category
 * @param amountYuan in dispute
 * @param orgCode the unit it belongs to
 */
public record NewCase(
    String title,
    String category,
    String facts,
    String demand,
    Optional<BigDecimal> amountYuan,
    String orgCode,
    List<NewParty> parties) {

  public NewCase {
    parties = List.copyOf(parties);
  }

  /** A party of it. */
  public record NewParty(
      String name,
      String phone,
      PartySide side,
      Optional<Integer> birthYear,
      Optional<List<PartyFlag>> flags) {}
}
