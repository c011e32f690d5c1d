package org.maplebridge.server.cases;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves cases on as {@link CaseMachine} says, and tells it on their time line. */
public final class CaseProgress {
  private static final Logger LOG = LoggerFactory.getLogger(CaseProgress.class);

  private final CaseStore cases;
  private final CaseStory story;

  public CaseProgress(CaseStore cases, CaseStory story) {
    this.cases = cases;
    this.story = story;
  }

  /**
   * Moves a case on within the caller's transaction.
   *
   * @return its new status; empty where the event means nothing at the present one
   */
  public Optional<CaseStatus> move(
      Handle handle, String caseId, CaseEvent event, Optional<String> who, String note) {
    Optional<CaseStatus> to =
        cases.lock(handle, caseId).flatMap(from -> CaseMachine.after(from, event));
    to.ifPresent(
        status -> {
          cases.setStatus(handle, caseId, status);
          story.add(handle, caseId, word(status), who, note);
          LOG.info("Case {} is {}", caseId, status);
        });
    return to;
  }

  private static String word(CaseStatus status) {
    return "status-" + status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
