package org.maplebridge.server.agreement;

import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An agreement in the sentences of the document: what is printed, signed and compared. Always in
 * Chinese, the language of the document. Pure.
 */
final class AgreementWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.SIMPLIFIED_CHINESE);

  private AgreementWords() {}

  /** The parts with a text, in the order of the document. */
  static List<Part> of(AgreementText text, Map<String, String> names) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("facts", text.facts()));
    parts.add(new Part("dispute", text.dispute()));
    for (int i = 0; i < text.terms().size(); i++) {
      parts.add(new Part("terms." + i, sentence(text.terms().get(i), names)));
    }
    parts.add(new Part("otherTerms", text.otherTerms()));
    parts.add(new Part("breach", text.breach()));
    return parts;
  }

  static String sentence(Term term, Map<String, String> names) {
    StringBuilder words = new StringBuilder(name(term.debtor(), names));
    words.append("于").append(term.dueOn().map(DAY::format).orElse("____")).append("前，");
    if (!term.manner().isBlank()) {
      words.append("以").append(term.manner().strip()).append("的方式，");
    }
    if (!term.place().isBlank()) {
      words.append("在").append(term.place().strip());
    }
    words.append("向").append(name(term.creditor(), names));
    switch (term.kind()) {
      case PAY -> {
        words.append("支付");
        words.append(term.what().isBlank() ? "" : term.what().strip());
        words.append(
            term.amountYuan()
                .map(
                    yuan ->
                        "人民币"
                            + yuan.setScale(2, RoundingMode.UNNECESSARY).toPlainString()
                            + "元（大写："
                            + ChineseAmount.of(yuan)
                            + "）")
                .orElse("人民币____元"));
      }
      case ACT -> words.append("履行：").append(term.what().strip());
    }
    return words.append("。").toString();
  }

  private static String name(String partyId, Map<String, String> names) {
    return names.getOrDefault(partyId, "____");
  }

  /** A part of an agreement and its text. */
  record Part(String where, String text) {}
}
