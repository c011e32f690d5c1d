package org.maplebridge.server.cases;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.maplebridge.server.http.ProblemException;

/** What a case must hold to be registered. Pure; refusals are {@code case.bad-*}, 422. */
public final class NewCaseRules {

  /** Mobile numbers of 11 digits, or an area code and a number of 7 or 8. */
  private static final Pattern PHONE = Pattern.compile("1\\d{10}|0\\d{2,3}-?\\d{7,8}");

  private static final BigDecimal LARGEST_AMOUNT = new BigDecimal("999999999999");
  private static final int MOST_PARTIES = 500;

  private NewCaseRules() {}

  static void check(NewCase wanted, int thisYear) {
    length("title", wanted.title(), 1, 100);
    length("facts", wanted.facts(), 0, 5_000);
    length("demand", wanted.demand(), 0, 2_000);
    require("amount", wanted.amountYuan().stream().allMatch(NewCaseRules::isAmount));
    require("parties", !wanted.parties().isEmpty() && wanted.parties().size() <= MOST_PARTIES);
    wanted.parties().forEach(party -> check(party, thisYear));
  }

  private static void check(NewCase.NewParty party, int thisYear) {
    person(party.name(), party.phone());
    require(
        "birth-year",
        party.birthYear().stream().allMatch(year -> year >= 1900 && year <= thisYear));
  }

  /**
   * Somebody who can be invited.
   *
   * @throws ProblemException {@code case.bad-name}, {@code case.bad-phone}
   */
  public static void person(String name, String phone) {
    length("name", name, 1, 50);
    require("phone", PHONE.matcher(phone).matches());
  }

  private static boolean isAmount(BigDecimal amount) {
    return amount.signum() >= 0 && amount.compareTo(LARGEST_AMOUNT) <= 0 && amount.scale() <= 2;
  }

  private static void length(String field, String value, int least, int most) {
    int length = value.strip().codePointCount(0, value.strip().length());
    require(field, length >= least && length <= most && value.indexOf('\0') < 0);
  }

  private static void require(String field, boolean holds) {
    if (!holds) {
      throw new ProblemException("case.bad-" + field, 422);
    }
  }
}
