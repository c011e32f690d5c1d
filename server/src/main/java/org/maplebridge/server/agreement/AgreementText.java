package org.maplebridge.server.agreement;

import java.util.List;
import org.maplebridge.server.http.ProblemException;

/**
 * What an agreement says (PML 29): main facts, matters in dispute and each party's responsibility,
 * what was agreed, how and by when.
 *
 * @param otherTerms agreed besides, in sentences
 * @param breach what follows when somebody does not perform 违约责任
 */
public record AgreementText(
    Subject subject,
    String facts,
    String dispute,
    List<Term> terms,
    String otherTerms,
    String breach) {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_WORDS = 300;
  private static final int MOST_TERMS = 40;

  public AgreementText {
    terms = List.copyOf(terms);
  }

  /**
   * Refuses what does not fit, not what is unclear.
   *
   * @throws ProblemException {@code agreement.too-long}, {@code agreement.bad-amount}
   */
  void check() {
    boolean long_ =
        facts.length() > LONGEST
            || dispute.length() > LONGEST
            || otherTerms.length() > LONGEST
            || breach.length() > LONGEST
            || terms.size() > MOST_TERMS
            || terms.stream()
                .anyMatch(
                    t ->
                        t.what().length() > LONGEST_WORDS
                            || t.manner().length() > LONGEST_WORDS
                            || t.place().length() > LONGEST_WORDS);
    if (long_) {
      throw new ProblemException("agreement.too-long", 422);
    }
    boolean odd =
        terms.stream()
            .flatMap(t -> t.amountYuan().stream())
            .anyMatch(a -> a.signum() < 0 || a.scale() > 2 || a.precision() - a.scale() > 12);
    if (odd) {
      throw new ProblemException("agreement.bad-amount", 422);
    }
  }
}
