package org.maplebridge.server.cases;

import java.util.List;

/** Knows the recordings of a case; implemented where they are kept. Blocking. */
@FunctionalInterface
public interface RecordingShelf {

  /** Oldest first. */
  List<RecordingSummary> ofCase(String caseId);
}
