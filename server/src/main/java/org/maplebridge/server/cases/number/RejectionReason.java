package org.maplebridge.server.cases.number;

import static org.maplebridge.server.cases.number.NumberReading.Reason;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is wrong with a text no pattern matched: the first fault a person should mend. */
final class RejectionReason {

  private static final Pattern ALLOWED = Pattern.compile("[\\u4e00-\\u9fa50-9()-]+");
  private static final Pattern BRACKETED = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
  private static final Pattern COURT_CODE =
      Pattern.compile(
          "(?:最高法|[" + NumberGrammar.PROVINCES + "](?:\\d{4}|\\d{2})?)(?<rest>[^0-9].*)");

  private RejectionReason() {}

  static Reason of(String text) {
    if (!ALLOWED.matcher(text).matches()) {
      return Reason.CHARACTERS;
    }
    int end = text.indexOf('号');
    if (end < 0) {
      return Reason.SUFFIX;
    }
    if (end < text.length() - 1) {
      return Reason.TRAILING;
    }
    Matcher year = BRACKETED.matcher(text);
    if (!year.find()) {
      return Reason.BRACKETS;
    }
    if (!YEAR.matcher(year.group(1)).matches()) {
      return Reason.YEAR;
    }
    if (year.start() > 0) {
      return Character.isDigit(text.charAt(end - 1)) ? Reason.UNKNOWN : Reason.SEQUENCE;
    }
    return afterYear(text.substring(year.end(), end));
  }

  private static Reason afterYear(String rest) {
    Matcher court = COURT_CODE.matcher(rest);
    if (!court.matches()) {
      return Reason.COURT_CODE;
    }
    String typeAndSequence = court.group("rest");
    String sequence = typeAndSequence.replaceFirst("^[^0-9]*", "");
    if (sequence.isEmpty() || sequence.length() > 8) {
      return Reason.SEQUENCE;
    }
    return typeAndSequence.length() - sequence.length() > 6 ? Reason.TYPE : Reason.UNKNOWN;
  }
}
