package org.maplebridge.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file a request asks for (RFC 9110 §14.1.2).
 *
 * @param offset first byte
 * @param length number of bytes
 * @param total size of the whole file
 * @param partial whether the request named a range
 */
record ByteRange(long offset, long length, long total, boolean partial) {
  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a Range header. Several ranges, other units and malformed headers give the whole file, as
   * RFC 9110 §14.2 allows.
   *
   * @throws ProblemException {@code http.bad-range} when the range lies outside the file
   */
  static ByteRange of(Optional<String> header, long total) {
    var whole = new ByteRange(0, total, total, false);
    Matcher range = ONE_RANGE.matcher(header.orElse(""));
    if (!range.matches()) {
      return whole;
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return whole;
    }
    long from = first.isEmpty() ? Math.max(0, total - Long.parseLong(last)) : Long.parseLong(first);
    long to =
        first.isEmpty() || last.isEmpty() ? total - 1 : Math.min(Long.parseLong(last), total - 1);
    if (from >= total || to < from) {
      throw new ProblemException("http.bad-range", 416);
    }
    return new ByteRange(from, to - from + 1, total, true);
  }

  Optional<String> contentRange() {
    return partial
        ? Optional.of("bytes " + offset + "-" + (offset + length - 1) + "/" + total)
        : Optional.empty();
  }
}
