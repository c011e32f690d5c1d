package org.maplebridge.recording.verify;

import java.util.ArrayList;
import java.util.List;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.api.Verification.Checked;
import org.maplebridge.recording.api.Verification.Problem;

/** Collects what a verification finds. */
final class Findings {

  private final List<Problem> problems = new ArrayList<>();
  private int files;
  private int segments;
  private int ledgerLines;

  void files(int count) {
    files += count;
  }

  void segment() {
    segments++;
  }

  void ledgerLines(int count) {
    ledgerLines += count;
  }

  void problem(String file, long offset, long length, String what) {
    problems.add(new Problem(file, offset, length, what));
  }

  boolean accuses(String file) {
    return problems.stream().anyMatch(problem -> problem.file().equals(file));
  }

  Verification verification() {
    return new Verification(
        problems.isEmpty(), new Checked(files, segments, ledgerLines), problems);
  }
}
