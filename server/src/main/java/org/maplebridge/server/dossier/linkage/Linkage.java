package org.maplebridge.server.dossier.linkage;

import static org.maplebridge.server.dossier.file.DocumentKind.ACCEPTANCE_REGISTER;
import static org.maplebridge.server.dossier.file.DocumentKind.AGREEMENT;
import static org.maplebridge.server.dossier.file.DocumentKind.APPLICATION;
import static org.maplebridge.server.dossier.file.DocumentKind.AUTHORISATION;
import static org.maplebridge.server.dossier.file.DocumentKind.AV_INDEX;
import static org.maplebridge.server.dossier.file.DocumentKind.CLOSING_REPORT;
import static org.maplebridge.server.dossier.file.DocumentKind.CONFIRMATION_PAPER;
import static org.maplebridge.server.dossier.file.DocumentKind.DISCLOSURE_CONSENT;
import static org.maplebridge.server.dossier.file.DocumentKind.EVIDENCE;
import static org.maplebridge.server.dossier.file.DocumentKind.FAILURE_NOTICE;
import static org.maplebridge.server.dossier.file.DocumentKind.IDENTITY_PROOF;
import static org.maplebridge.server.dossier.file.DocumentKind.MINUTES;
import static org.maplebridge.server.dossier.file.DocumentKind.SERVICE_ADDRESS;
import static org.maplebridge.server.dossier.file.DocumentKind.SITTING_RECORD;
import static org.maplebridge.server.dossier.file.DocumentKind.SLIP;
import static org.maplebridge.server.dossier.file.DocumentKind.UNDISPUTED_FACTS;

import java.util.EnumSet;
import java.util.Set;
import org.maplebridge.server.dossier.file.DocumentKind;

/**
 * Where a case's papers may go, and which of them. What was said in a mediation stays in it: the
 * minutes and the recordings travel to nobody unless every party agreed (人民法院在线调解规则 arts. 18, 29).
 */
public enum Linkage {
  /** 诉非衔接 */
  LITIGATION(true),
  /** 司法确认 */
  CONFIRMATION(true),
  /** 裁审衔接 */
  ARBITRATION(true),
  /** 访调协同 */
  PETITION(false),
  /** 警调联动: the result and nothing else */
  POLICE(false),
  /** 检察支持起诉 */
  PROCURATORATE(false),
  /** 法律援助 */
  LEGAL_AID(false),
  /** 心理疏导: only a referral slip */
  COUNSELLING(false);

  private final boolean recordsPossible;

  Linkage(boolean recordsPossible) {
    this.recordsPossible = recordsPossible;
  }

  /** Whether minutes and recordings may go there once every party agreed. */
  public boolean recordsPossible() {
    return recordsPossible;
  }

  /**
   * Whether a paper goes there.
   *
   * @param everyPartyAgreed to handing over what tells of the mediation
   */
  public boolean takes(DocumentKind kind, boolean everyPartyAgreed) {
    return always().contains(kind)
        || (everyPartyAgreed && recordsPossible && tellsOfMediation(kind));
  }

  private static boolean tellsOfMediation(DocumentKind kind) {
    return kind == MINUTES
        || kind == SITTING_RECORD
        || kind == AV_INDEX
        || kind == DISCLOSURE_CONSENT;
  }

  private Set<DocumentKind> always() {
    return switch (this) {
      case LITIGATION ->
          EnumSet.of(
              APPLICATION,
              ACCEPTANCE_REGISTER,
              IDENTITY_PROOF,
              AUTHORISATION,
              SERVICE_ADDRESS,
              EVIDENCE,
              UNDISPUTED_FACTS,
              AGREEMENT,
              FAILURE_NOTICE);
      case CONFIRMATION ->
          EnumSet.of(
              ACCEPTANCE_REGISTER,
              IDENTITY_PROOF,
              AUTHORISATION,
              SERVICE_ADDRESS,
              EVIDENCE,
              AGREEMENT,
              CONFIRMATION_PAPER);
      case ARBITRATION ->
          EnumSet.of(
              APPLICATION,
              ACCEPTANCE_REGISTER,
              IDENTITY_PROOF,
              AUTHORISATION,
              SERVICE_ADDRESS,
              EVIDENCE,
              UNDISPUTED_FACTS,
              AGREEMENT,
              FAILURE_NOTICE);
      case PETITION -> EnumSet.of(ACCEPTANCE_REGISTER, AGREEMENT, FAILURE_NOTICE);
      case POLICE -> EnumSet.of(CLOSING_REPORT);
      case PROCURATORATE -> EnumSet.of(APPLICATION, IDENTITY_PROOF, AUTHORISATION, EVIDENCE);
      case LEGAL_AID -> EnumSet.of(APPLICATION, ACCEPTANCE_REGISTER, IDENTITY_PROOF, EVIDENCE);
      case COUNSELLING -> EnumSet.of(SLIP);
    };
  }
}
