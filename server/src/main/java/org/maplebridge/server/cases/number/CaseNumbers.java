package org.maplebridge.server.cases.number;

import static org.maplebridge.server.cases.number.NumberReading.Reason;
import static org.maplebridge.server.cases.number.NumberReading.Warning;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads case numbers as people write them. Pure. */
public final class CaseNumbers {

  /** The longest number has 40 characters; more is not one and is not searched. */
  private static final int LONGEST = 64;

  private CaseNumbers() {}

  /** Reads a number of any family; the families are tried in the order court to platform. */
  public static NumberReading read(String raw) {
    if (raw.length() > LONGEST) {
      return new NumberReading.Rejected(Reason.TOO_LONG);
    }
    NumberText normal = NumberText.of(raw);
    String text = normal.text();
    if (text.isEmpty()) {
      return new NumberReading.Rejected(Reason.EMPTY);
    }
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.startsWith("NJ")) {
      return platform(upper, raw);
    }
    return Stream.of(court(text), arbitration(text), mediation(text))
        .flatMap(Optional::stream)
        .findFirst()
        .<NumberReading>map(
            number -> new NumberReading.Accepted(number, raw, warnings(number, normal)))
        .orElseGet(() -> new NumberReading.Rejected(RejectionReason.of(text)));
  }

  private static Optional<CaseNumber> court(String text) {
    return match(NumberGrammar.COURT, text)
        .filter(m -> !NumberGrammar.NO_COURT_TYPE.matcher(m.group("type")).find())
        .map(
            m ->
                new CaseNumber.Court(
                    number(m, "year"),
                    m.group("court"),
                    m.group("type"),
                    number(m, "seq"),
                    Optional.ofNullable(m.group("doc"))));
  }

  private static Optional<CaseNumber> arbitration(String text) {
    return match(NumberGrammar.ARBITRATION, text)
        .map(
            m ->
                new CaseNumber.Arbitration(
                    m.group("org"),
                    m.group("kind") + Optional.ofNullable(m.group("stage")).orElse(""),
                    number(m, "year"),
                    number(m, "seq"),
                    Optional.ofNullable(m.group("sub")).map(Integer::valueOf)));
  }

  private static Optional<CaseNumber> mediation(String text) {
    return match(NumberGrammar.MEDIATION_YEAR_FIRST, text)
        .or(() -> match(NumberGrammar.MEDIATION_COMMITTEE_FIRST, text))
        .map(
            m ->
                new CaseNumber.Mediation(
                    number(m, "year"),
                    m.group("org"),
                    m.group("kind").replace("人民调", "人调"),
                    number(m, "seq")));
  }

  private static NumberReading platform(String text, String raw) {
    Optional<Matcher> match = match(NumberGrammar.PLATFORM, text);
    if (match.isEmpty()) {
      return new NumberReading.Rejected(Reason.UNKNOWN);
    }
    Matcher m = match.get();
    Optional<LocalDate> day = day(m.group("day"));
    if (day.isEmpty()) {
      return new NumberReading.Rejected(Reason.DATE);
    }
    if (number(m, "seq") == 0) {
      return new NumberReading.Rejected(Reason.SEQUENCE);
    }
    if (Mod11And10.checkDigit(m.group("day") + m.group("seq")) != number(m, "check")) {
      return new NumberReading.Rejected(Reason.CHECK_DIGIT);
    }
    return new NumberReading.Accepted(
        new CaseNumber.Platform(day.get(), number(m, "seq")), raw, List.of());
  }

  private static List<Warning> warnings(CaseNumber number, NumberText text) {
    List<Warning> warnings = new ArrayList<>();
    if (number instanceof CaseNumber.Court court) {
      if (text.hadOrdinalMark()) {
        warnings.add(Warning.ORDINAL_MARK);
      }
      String type = court.type().startsWith("知") ? court.type().substring(1) : court.type();
      if (type.equals("调确")) {
        warnings.add(Warning.OBSOLETE_TYPE);
      } else if (!NumberGrammar.COURT_TYPES.contains(type)) {
        warnings.add(Warning.UNKNOWN_TYPE);
      }
    }
    return warnings;
  }

  private static Optional<Matcher> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  private static int number(Matcher matcher, String group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static Optional<LocalDate> day(String digits) {
    try {
      return Optional.of(LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
