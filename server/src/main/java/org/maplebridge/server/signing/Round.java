package org.maplebridge.server.signing;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One frozen version of a document and the collecting of its signatures.
 *
 * @param subjectId of the minutes or the agreement
 * @param content what is signed, byte for byte
 * @param sha256 of the content in UTF-8
 */
public record Round(
    String id,
    String caseId,
    Kind kind,
    String subjectId,
    int version,
    String title,
    String content,
    String sha256,
    OffsetDateTime openedAt,
    String openedBy,
    Optional<OffsetDateTime> closedAt,
    Optional<Outcome> outcome) {

  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  /** What is signed. */
  public enum Kind {
    /** 调解笔录 */
    MINUTES,
    /** 人民调解协议书 */
    AGREEMENT
  }

  /** How it ended. */
  public enum Outcome {
    COMPLETED,
    REFUSED,
    /** Taken back to be changed. */
    WITHDRAWN
  }
}
