package org.maplebridge.server.agreement;

import java.util.List;
import java.util.Optional;

/**
 * Documents the Electronic Signature Law keeps from being signed electronically: those on marriage,
 * adoption, inheritance and other personal relations, and on stopping public utilities (ESL 3).
 * Pure.
 */
final class ExclusionRule {
  /** Marriage and family: personal relations unless shown otherwise. */
  private static final String FAMILY = "01";

  /**
   * Words in what was agreed that concern personal relations, whatever the draft says it is about.
   */
  private static final List<String> STATUS_WORDS =
      List.of("离婚", "结婚", "解除婚姻", "抚养权", "收养", "继承", "遗产", "遗嘱");

  private ExclusionRule() {}

  /**
   * The rule that excludes an agreement, if one does.
   *
   * @param category of the case
   */
  static Optional<Exclusion> of(AgreementText text, String category) {
    if (text.subject() == Subject.UTILITIES) {
      return Optional.of(new Exclusion("agreement.excluded-utilities", ""));
    }
    if (text.subject().isPersonalStatus()) {
      return Optional.of(new Exclusion("agreement.excluded-subject", text.subject().name()));
    }
    if (category.equals(FAMILY)) {
      return Optional.of(new Exclusion("agreement.excluded-category", ""));
    }
    String agreed = agreed(text);
    return STATUS_WORDS.stream()
        .filter(agreed::contains)
        .findFirst()
        .map(word -> new Exclusion("agreement.excluded-word", word));
  }

  private static String agreed(AgreementText text) {
    StringBuilder agreed = new StringBuilder(text.otherTerms());
    text.terms().forEach(term -> agreed.append('\n').append(term.what()));
    return agreed.toString();
  }

  /**
   * Why an agreement is excluded.
   *
   * @param id of the sentence, which names the law
   * @param word the subject's name or the word found
   */
  record Exclusion(String id, String word) {}
}
