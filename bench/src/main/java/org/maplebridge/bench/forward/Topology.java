package org.maplebridge.bench.forward;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who sends to whom in the room.
 *
 * @param senders people who send
 * @param receivers people who receive; everybody does both where the numbers are equal
 */
record Topology(int senders, int receivers) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3})x(\\d{1,3})");

  /** Reads {@code 1x60} (one sends, sixty receive) or {@code 8x8} (eight see each other). */
  static Topology parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException("a topology is written 1x60 or 8x8, not " + text);
    }
    Topology read = new Topology(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    if (read.senders < 1 || read.receivers < 1 || !(read.everybodySends() || read.senders == 1)) {
      throw new IllegalArgumentException("either one sends or everybody does, not " + text);
    }
    return read;
  }

  boolean everybodySends() {
    return senders == receivers && senders > 1;
  }

  /** People in the room besides the host, who sends. */
  int parties() {
    return everybodySends() ? receivers - 1 : receivers;
  }

  /** Copies made of each packet that comes in. */
  int copies() {
    return everybodySends() ? receivers - 1 : receivers;
  }

  @Override
  public String toString() {
    return senders + "x" + receivers;
  }
}
