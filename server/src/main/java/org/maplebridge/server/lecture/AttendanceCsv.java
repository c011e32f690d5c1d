package org.maplebridge.server.lecture;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.org.District;

/**
 * The attendance list as a table for a spreadsheet: CSV (RFC 4180) with a byte order mark, without
 * which Excel does not take it for UTF-8.
 */
final class AttendanceCsv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String LINE_END = "\r\n";
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int COLUMNS = 7;

  private AttendanceCsv() {}

  static String of(List<Attended> list, Texts texts, Locale locale) {
    return Stream.concat(
            Stream.of(head(texts, locale)), list.stream().map(one -> row(one, texts, locale)))
        .map(row -> row.map(AttendanceCsv::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining(LINE_END, BYTE_ORDER_MARK, LINE_END));
  }

  private static Stream<String> head(Texts texts, Locale locale) {
    return Stream.iterate(1, column -> column <= COLUMNS, column -> column + 1)
        .map(column -> texts.sentence("lecture.column." + column, locale));
  }

  private static Stream<String> row(Attended one, Texts texts, Locale locale) {
    return Stream.of(
        one.name(),
        one.village(),
        texts.sentence("role." + one.role(), locale),
        time(one.cameAt()),
        one.wentAt().map(AttendanceCsv::time).orElse(""),
        Integer.toString(one.minutes()),
        Integer.toString(one.times()));
  }

  private static String time(OffsetDateTime at) {
    return SECOND.format(at.atZoneSameInstant(District.ZONE));
  }

  /**
   * What listeners wrote must stay text: a spreadsheet takes a cell that begins with one of these
   * for a formula (OWASP, CSV injection), and an apostrophe keeps it from that.
   */
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
