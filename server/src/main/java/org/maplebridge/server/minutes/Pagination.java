package org.maplebridge.server.minutes;

import java.util.ArrayList;
import java.util.List;
import org.maplebridge.server.signing.Sha256;

/**
 * Cuts minutes into pages of {@value #LINES} lines of {@value #COLUMNS} full-width characters, so
 * that a page on the phone, in the file and in its hash is the same page. Pure.
 */
final class Pagination {
  private static final int LINES = 24;
  private static final int COLUMNS = 38;

  private Pagination() {}

  static List<MinutesDocument.Page> of(List<String> paragraphs) {
    List<String> lines = paragraphs.stream().flatMap(p -> wrapped(p).stream()).toList();
    List<MinutesDocument.Page> pages = new ArrayList<>();
    for (int from = 0; from < Math.max(1, lines.size()); from += LINES) {
      List<String> page = lines.subList(from, Math.min(from + LINES, lines.size()));
      pages.add(new MinutesDocument.Page(page, Sha256.of(String.join("\n", page))));
    }
    return pages;
  }

  private static List<String> wrapped(String paragraph) {
    List<String> lines = new ArrayList<>();
    for (String text : paragraph.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      int width = 0;
      for (int c : text.codePoints().toArray()) {
        int own = c < 0x2e80 ? 1 : 2;
        if (width + own > 2 * COLUMNS) {
          lines.add(line.toString());
          line.setLength(0);
          width = 0;
        }
        line.appendCodePoint(c);
        width += own;
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
