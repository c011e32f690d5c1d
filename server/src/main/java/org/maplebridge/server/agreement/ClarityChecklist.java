package org.maplebridge.server.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names what in an agreement is unclear: a court refuses to confirm what does not say who owes
 * whom, how much, how and by when (CPI 358). Pure.
 */
final class ClarityChecklist {
  /** Words that leave open what they seem to settle. */
  private static final List<String> VAGUE =
      List.of(
          "尽快",
          "尽早",
          "及时",
          "适当",
          "酌情",
          "左右",
          "大约",
          "大概",
          "若干",
          "有条件时",
          "另行协商",
          "视情况",
          "争取",
          "as soon as possible",
          "appropriate",
          "approximately",
          "to be agreed");

  private final Set<String> partyIds;
  private final LocalDate today;
  private final List<Unclear> found = new ArrayList<>();

  private ClarityChecklist(Set<String> partyIds, LocalDate today) {
    this.partyIds = partyIds;
    this.today = today;
  }

  /**
   * What is unclear, in the order of the text; empty when all is clear.
   *
   * @param partyIds of the parties of the case
   */
  static List<Unclear> of(AgreementText text, Set<String> partyIds, LocalDate today) {
    ClarityChecklist checklist = new ClarityChecklist(partyIds, today);
    checklist.read(text);
    return List.copyOf(checklist.found);
  }

  private void read(AgreementText text) {
    check(!text.facts().isBlank(), "facts", "facts");
    check(!text.dispute().isBlank(), "dispute", "dispute");
    check(!text.terms().isEmpty() || !text.otherTerms().isBlank(), "terms", "no-term");
    for (int i = 0; i < text.terms().size(); i++) {
      read(text.terms().get(i), "terms." + i + ".");
    }
    vague(text.otherTerms(), "otherTerms");
    unanswered(text.facts(), "facts");
    unanswered(text.dispute(), "dispute");
    unanswered(text.otherTerms(), "otherTerms");
    unanswered(text.breach(), "breach");
  }

  private void read(Term term, String at) {
    check(partyIds.contains(term.debtor()), at + "debtor", "who");
    boolean other = !term.creditor().equals(term.debtor());
    check(partyIds.contains(term.creditor()) && other, at + "creditor", "to-whom");
    switch (term.kind()) {
      case PAY ->
          check(
              term.amountYuan().filter(amount -> amount.signum() > 0).isPresent(),
              at + "amountYuan",
              "how-much");
      case ACT -> check(!term.what().isBlank(), at + "what", "what");
    }
    check(!term.manner().isBlank(), at + "manner", "how");
    check(term.dueOn().isPresent(), at + "dueOn", "by-when");
    check(term.dueOn().filter(day -> day.isBefore(today)).isEmpty(), at + "dueOn", "due-past");
    vague(term.what(), at + "what");
    vague(term.manner(), at + "manner");
    vague(term.place(), at + "place");
  }

  private void check(boolean clear, String where, String id) {
    if (!clear) {
      found.add(new Unclear(where, "agreement.unclear-" + id, Optional.empty()));
    }
  }

  private void vague(String text, String where) {
    VAGUE.stream()
        .filter(text.toLowerCase(java.util.Locale.ROOT)::contains)
        .findFirst()
        .ifPresent(
            word -> found.add(new Unclear(where, "agreement.unclear-vague", Optional.of(word))));
  }

  /** A label of the template with no words behind it says nothing. */
  private void unanswered(String text, String where) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      if (isLabel(lines.get(i)) && (last || isLabel(lines.get(i + 1)))) {
        String label = lines.get(i).substring(0, lines.get(i).length() - 1);
        found.add(new Unclear(where, "agreement.unclear-unanswered", Optional.of(label)));
      }
    }
  }

  private static boolean isLabel(String line) {
    return line.endsWith("：") || line.endsWith(":");
  }

  /**
   * Something unclear.
   *
   * @param where the field, such as {@code terms.0.dueOn}
   * @param id of the sentence about it
   * @param word the word that is vague, or the label nothing stands behind
   */
  record Unclear(String where, String id, Optional<String> word) {}
}
