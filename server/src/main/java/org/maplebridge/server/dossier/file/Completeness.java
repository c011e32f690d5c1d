package org.maplebridge.server.dossier.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.cases.RecordingSummary;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * What a case's file still lacks before it can be archived. Pure: each rule is a method that adds
 * what it misses.
 */
public final class Completeness {
  private final CaseRecord record;
  private final List<Missing> missing = new ArrayList<>();

  private Completeness(CaseRecord record) {
    this.record = record;
  }

  /** In the order of the file; empty when nothing is missing. */
  public static List<Missing> missing(CaseRecord record) {
    Completeness check = new Completeness(record);
    check.rightsNotice();
    check.identityProofs();
    check.onlineConsents();
    check.mediationRecords();
    check.outcome();
    check.signatures();
    check.recordings();
    check.timeStamps();
    return List.copyOf(check.missing);
  }

  /** A signed receipt of the notice of rights and duties. */
  private void rightsNotice() {
    if (!record.has(DocumentKind.RIGHTS_NOTICE)) {
      miss(FileItem.RIGHTS_NOTICE, "no-rights-notice");
    }
  }

  private void identityProofs() {
    for (Party party : record.parties()) {
      boolean there =
          record.documents(DocumentKind.IDENTITY_PROOF).stream()
              .anyMatch(document -> document.partyId().equals(Optional.of(party.id())));
      if (!there) {
        miss(FileItem.IDENTITY, "no-identity-proof", party.name());
      }
    }
  }

  /** Online mediation needs each party's consent (人民法院在线调解规则 art. 4). */
  private void onlineConsents() {
    for (Sitting sitting : record.held()) {
      for (Participant participant : sitting.participants()) {
        boolean consented =
            record.onlineConsents().stream()
                .anyMatch(consent -> consent.name().equals(participant.name()));
        if (participant.role().isParty() && !consented) {
          miss(FileItem.ONLINE_CONSENT, "no-online-consent", participant.name());
        }
      }
    }
  }

  /**
   * Signed minutes, or a recording in their place, which needs the undisputed facts in writing
   * (人民法院在线调解规则 art. 22).
   */
  private void mediationRecords() {
    if (record.held().isEmpty() || record.has(DocumentKind.MINUTES)) {
      return;
    }
    boolean allRecorded =
        record.held().stream()
            .allMatch(
                sitting ->
                    record.recordings().stream()
                        .anyMatch(r -> r.order().sittingId().equals(sitting.id())));
    if (!allRecorded) {
      miss(FileItem.MEDIATION_RECORD, "no-minutes");
    } else if (!record.has(DocumentKind.UNDISPUTED_FACTS)) {
      miss(FileItem.MEDIATION_RECORD, "no-undisputed-facts");
    }
  }

  private void outcome() {
    Optional<CaseStatus> status = record.outcome().map(CaseRecord.Outcome::status);
    if (status.isEmpty()) {
      miss(FileItem.OUTCOME, "no-outcome");
    } else if (status.get() == CaseStatus.AGREED
        && !record.has(DocumentKind.AGREEMENT)
        && !record.has(DocumentKind.ORAL_AGREEMENT)) {
      miss(FileItem.OUTCOME, "no-agreement");
    }
  }

  /** A signature given after the seal would be in no file. */
  private void signatures() {
    for (CaseRecord.Unsigned paper : record.unsigned()) {
      miss(paper.kind().item(), "signing-open", paper.title());
    }
  }

  /** What was recorded must be whole and at rest before it is filed. */
  private void recordings() {
    for (RecordingSummary recording : record.detail().recordings()) {
      if (recording.state() != RecordingSummary.State.SEALED) {
        miss(FileItem.AV_INDEX, "recording-not-sealed");
      } else if (isComposing(recording)) {
        miss(FileItem.AV_INDEX, "copy-not-ready");
      }
    }
  }

  /** A time stamp that comes later would be in no file. */
  private void timeStamps() {
    if (record.awaitsTimeStamp()) {
      miss(FileItem.AV_INDEX, "time-stamp-pending");
    }
  }

  private static boolean isComposing(RecordingSummary recording) {
    return switch (recording.viewingCopy().state()) {
      case QUEUED, COMPOSING -> true;
      case NONE, READY, FAILED -> false;
    };
  }

  private void miss(FileItem item, String what, String... about) {
    Missing found =
        new Missing(item, what, about.length == 0 ? Optional.empty() : Optional.of(about[0]));
    if (!missing.contains(found)) {
      missing.add(found);
    }
  }

  /**
   * Something missing.
   *
   * @param what stable word; its sentence is {@code dossier.missing.WHAT}
   * @param about whom it is missing from
   */
  public record Missing(FileItem item, String what, Optional<String> about) {}
}
