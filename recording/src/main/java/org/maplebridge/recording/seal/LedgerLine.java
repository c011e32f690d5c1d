package org.maplebridge.recording.seal;

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
}
