package org.maplebridge.server.agreement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One thing that one party owes another: who, to whom, how much or what, how, by when.
 *
 * @param debtor id of the party who owes; empty while not said
 * @param creditor id of the party it is owed to; empty while not said
 * @param what what is to be done, or what the money is for
 */
public record Term(
    Kind kind,
    String debtor,
    String creditor,
    Optional<BigDecimal> amountYuan,
    String what,
    String manner,
    String place,
    Optional<LocalDate> dueOn) {

  /** What is owed. */
  public enum Kind {
    /** 支付款项 */
    PAY,
    /** 其他行为 */
    ACT
  }
}
