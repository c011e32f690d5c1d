package org.maplebridge.recording.api;

import java.util.List;

/** What a verification found; serialised as it stands by {@code maple verify --json}. */
public record Verification(boolean ok, Checked checked, List<Problem> problems) {

  public Verification {
    problems = List.copyOf(problems);
  }

  /** How much was looked at. */
  public record Checked(int files, int segments, int ledgerLines) {}

  /**
   * One thing that is not as it was sealed.
   *
   * @param file relative to the verified path, with {@code /}
   * @param offset of the first byte of the affected range
   * @param length of the range in bytes; 0 where the file or line is missing altogether
   * @param what one sentence
   */
  public record Problem(String file, long offset, long length, String what) {}
}
