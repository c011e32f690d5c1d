package org.maplebridge.server.reconciliation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that should be there and is not, or is there and should not be.
 *
 * @param subject id of the recording or, where there is none, of the sitting
 * @param caseId the case it belongs to; empty for what belongs to no case of this database
 * @param details fill the sentences: the subject, and what its kind has to say
 */
record Difference(Kind kind, String subject, Optional<String> caseId, List<String> details) {

  /** Kinds of differences. */
  enum Kind {
    /** The room was recorded by its journal, and nothing is stored. */
    NOT_STORED,
    /** A recording lies on the disk that no sitting knows. */
    UNKNOWN,
    /** The sitting is long over, and its recording is not sealed. */
    NOT_SEALED,
    /** It was sealed, and its folder or manifest is gone. */
    SEAL_MISSING,
    /** The manifest is not the one that was sealed. */
    SEAL_CHANGED,
    /** Seconds are missing although the recording was on. */
    INCOMPLETE,
    /** The offline verification names problems. */
    NOT_WHOLE;

    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sentence of the list of alarms. */
    String sentence() {
      // "reconciliation.unknown" is what is answered for an alarm that is not there.
      return "reconciliation." + (this == UNKNOWN ? "unknown-recording" : word());
    }
  }

  /** The word of the case's time line. */
  String word() {
    return "recording-alarm-" + kind.word();
  }
}
