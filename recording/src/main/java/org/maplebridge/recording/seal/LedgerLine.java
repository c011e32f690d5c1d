package org.maplebridge.recording.seal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One line of the ledger.
 *
 * @param n counts from 0
 * @param at when it was written
 * @param prev SHA-256 of the bytes of the line before, without its line feed; 64 zeros at first
 */
public record LedgerLine(long n, Instant at, String prev, LedgerEntry entry) {

  static final String NO_LINE = "0".repeat(64);

  public LedgerLine {
    Bounds.instant(at);
  }

  /**
   * What a {@link LedgerEntry.Head} signs. The recording's id keeps it from being used for another
   * ledger, the number of lines from being used for another place.
   *
   * @param lines how many lines there are before the signed head
   * @param head SHA-256 of the last of them
   */
  public static byte[] headStatement(String recordingId, long lines, String head) {
    return "maplebridge ledger head\n%s\n%d\n%s\n"
        .formatted(recordingId, lines, head)
        .getBytes(StandardCharsets.UTF_8);
  }
}
