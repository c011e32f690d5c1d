package org.maplebridge.server.dossier.file;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.server.cases.CaseDetail;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.Party;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * All that is known of a case: what its papers are written from and its file is judged by.
 *
 * @param detail the case with its numbers, sittings, recordings and story in Chinese
 * @param category in words
 * @param parties in full; the detail masks their phones
 * @param outcome how the mediation ended, if it did
 * @param onlineConsents consents to taking part online, oldest first
 * @param sittings with their participants, oldest first
 * @param recordings those sealed, oldest first
 * @param awaitsTimeStamp whether the seal of any of them waits for its time stamp
 * @param documents papers that were brought in
 * @param unsigned papers whose signing has begun and is not over
 * @param handovers what was handed over to others
 */
public record CaseRecord(
    CaseDetail detail,
    String category,
    List<Party> parties,
    Optional<Outcome> outcome,
    List<OnlineConsent> onlineConsents,
    List<Sitting> sittings,
    List<SealedRecording> recordings,
    boolean awaitsTimeStamp,
    List<Document> documents,
    List<Unsigned> unsigned,
    List<Handover> handovers) {

  public CaseRecord {
    parties = List.copyOf(parties);
    onlineConsents = List.copyOf(onlineConsents);
    sittings = List.copyOf(sittings);
    recordings = List.copyOf(recordings);
    documents = List.copyOf(documents);
    unsigned = List.copyOf(unsigned);
    handovers = List.copyOf(handovers);
  }

  /** The sittings that took place. */
  public List<Sitting> held() {
    return sittings.stream().filter(sitting -> sitting.state() == SittingState.ENDED).toList();
  }

  public List<Document> documents(DocumentKind kind) {
    return documents.stream().filter(document -> document.kind() == kind).toList();
  }

  public boolean has(DocumentKind kind) {
    return !documents(kind).isEmpty();
  }

  /**
   * How a mediation ended.
   *
   * @param status AGREED, FAILED or TERMINATED
   * @param note the reason or the result as it was said
   */
  public record Outcome(CaseStatus status, OffsetDateTime at, String note) {}

  /** Somebody agreed to taking part online. */
  public record OnlineConsent(
      String name, String sittingId, String textVersion, OffsetDateTime givenAt) {}

  /**
   * A paper that is being signed, or whose finished file is being made.
   *
   * @param kind MINUTES or AGREEMENT
   */
  public record Unsigned(DocumentKind kind, String title) {}

  /** A package that went to another office. */
  public record Handover(String recipient, String what, OffsetDateTime at) {}
}
