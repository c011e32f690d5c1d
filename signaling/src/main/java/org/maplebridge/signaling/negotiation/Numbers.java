package org.maplebridge.signaling.negotiation;

/** Numbers in text that may be anything. */
final class Numbers {
  private static final int MAX_DIGITS = 10;

  private Numbers() {}

  /** The number, or -1 when the text is no number of that range. */
  static int within(String text, int least, int most) {
    long number = unsigned(text);
    return number >= least && number <= most ? (int) number : -1;
  }

  /** The non-negative number of at most ten digits, or -1. */
  static long unsigned(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(text) : -1;
  }
}
