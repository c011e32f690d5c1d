package org.maplebridge.recording.seal;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What a number, a time or a name in a ledger or manifest may be. A record outside these bounds
 * cannot be made, so that whoever reads one may calculate with it; the reader reports the line.
 */
final class Bounds {

  /** No recording lasts longer: ten years. */
  private static final long MOST_MILLIS = 10L * 366 * 86_400_000;

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Bounds() {}

  /** A path inside the folder: relative, with {@code /}, and without steps upward. */
  static void file(String name) {
    for (String step : name.split("/", -1)) {
      boolean stays = !step.isEmpty() && !step.equals(".") && !step.equals("..");
      if (!stays || step.contains("\\") || step.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("not a name within the folder");
      }
    }
    // Making the path throws where this system cannot have such a name.
    if (Path.of(name).isAbsolute()) {
      throw new IllegalArgumentException("not a name within the folder");
    }
  }

  static void range(long offset, long length) {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("not a range of a file");
    }
  }

  static void millis(long millis) {
    if (millis < 0 || millis > MOST_MILLIS) {
      throw new IllegalArgumentException("not a time on the time line");
    }
  }

  static void count(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("not a count");
    }
  }

  static void instant(Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new IllegalArgumentException("not a time");
    }
  }
}
