package org.maplebridge.server.dossier.file;

import java.util.Arrays;
import java.util.List;

/** What a paper is, and the place of the file it belongs to. */
public enum DocumentKind {
  COVER(FileItem.COVER, Source.WRITTEN),
  CONTENTS(FileItem.CONTENTS, Source.WRITTEN),
  /** 申请书 */
  APPLICATION(FileItem.APPLICATION, Source.BROUGHT),
  /** 受理登记表 */
  ACCEPTANCE_REGISTER(FileItem.APPLICATION, Source.WRITTEN),
  /** 权利义务告知书, signed */
  RIGHTS_NOTICE(FileItem.RIGHTS_NOTICE, Source.BROUGHT),
  /** 送达地址确认书 */
  SERVICE_ADDRESS(FileItem.RIGHTS_NOTICE, Source.BROUGHT),
  /** 身份证明 of one party */
  IDENTITY_PROOF(FileItem.IDENTITY, Source.BROUGHT),
  AUTHORISATION(FileItem.AUTHORISATION, Source.BROUGHT),
  ONLINE_CONSENT(FileItem.ONLINE_CONSENT, Source.WRITTEN),
  /** 同意移送调解记录和录音录像, of one party */
  DISCLOSURE_CONSENT(FileItem.ONLINE_CONSENT, Source.BROUGHT),
  INVESTIGATION_RECORD(FileItem.INVESTIGATION, Source.BROUGHT),
  EVIDENCE(FileItem.EVIDENCE, Source.BROUGHT),
  /** 调解记录, signed */
  MINUTES(FileItem.MEDIATION_RECORD, Source.BROUGHT),
  /** 庭审笔录, signed; filed by the server when all have signed */
  TRANSCRIPT(FileItem.EVIDENCE, Source.WRITTEN),
  /** 调解经过, from what the rooms wrote down */
  SITTING_RECORD(FileItem.MEDIATION_RECORD, Source.WRITTEN),
  /** 无争议事实记载表 */
  UNDISPUTED_FACTS(FileItem.MEDIATION_RECORD, Source.BROUGHT),
  /** 人民调解协议书, signed */
  AGREEMENT(FileItem.OUTCOME, Source.BROUGHT),
  /** 口头协议登记表 */
  ORAL_AGREEMENT(FileItem.OUTCOME, Source.BROUGHT),
  /** 调解不成或终止告知书 */
  FAILURE_NOTICE(FileItem.OUTCOME, Source.WRITTEN),
  PERFORMANCE_PROOF(FileItem.PERFORMANCE, Source.BROUGHT),
  FOLLOW_UP_RECORD(FileItem.FOLLOW_UP, Source.BROUGHT),
  CONFIRMATION_PAPER(FileItem.CONFIRMATION, Source.BROUGHT),
  AV_INDEX(FileItem.AV_INDEX, Source.WRITTEN),
  /** 交办单、退回单、督办单 on paper */
  SLIP(FileItem.SLIP, Source.BROUGHT),
  /** 流转单: how the case moved, and what was handed over */
  MOVEMENT_SLIP(FileItem.SLIP, Source.WRITTEN),
  CLOSING_REPORT(FileItem.CLOSING_REPORT, Source.WRITTEN),
  FILE_NOTE(FileItem.FILE_NOTE, Source.WRITTEN),
  BACK_COVER(FileItem.BACK_COVER, Source.WRITTEN);

  private final FileItem item;
  private final Source source;

  DocumentKind(FileItem item, Source source) {
    this.item = item;
    this.source = source;
  }

  public FileItem item() {
    return item;
  }

  /** Whether people bring it in. */
  public boolean brought() {
    return source == Source.BROUGHT;
  }

  /** Whether it belongs to one party. */
  public boolean ofOneParty() {
    return this == IDENTITY_PROOF || this == DISCLOSURE_CONSENT;
  }

  /** What people may bring in. */
  public static List<DocumentKind> allBrought() {
    return Arrays.stream(values()).filter(DocumentKind::brought).toList();
  }

  private enum Source {
    /** By the server, from what it knows. */
    WRITTEN,
    /** By people, as a file. */
    BROUGHT
  }
}
