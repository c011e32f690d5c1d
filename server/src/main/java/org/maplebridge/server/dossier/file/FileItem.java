package org.maplebridge.server.dossier.file;

/** A place in the file of a case; the order is that of the archive (一案一档). */
public enum FileItem {
  /** 封面 */
  COVER(1, "cover"),
  /** 卷内目录 */
  CONTENTS(2, "contents"),
  /** 申请书或受理登记表 */
  APPLICATION(3, "application"),
  /** 权利义务告知书 */
  RIGHTS_NOTICE(4, "rights-notice"),
  /** 身份证明 */
  IDENTITY(5, "identity"),
  /** 授权委托书 */
  AUTHORISATION(6, "authorisation"),
  /** 在线调解同意书 */
  ONLINE_CONSENT(7, "online-consent"),
  /** 调查记录 */
  INVESTIGATION(8, "investigation"),
  /** 证据 */
  EVIDENCE(9, "evidence"),
  /** 调解记录 */
  MEDIATION_RECORD(10, "mediation-record"),
  /** 协议书、口头协议登记表或调解不成告知书 */
  OUTCOME(11, "outcome"),
  /** 履行凭证 */
  PERFORMANCE(12, "performance"),
  /** 回访记录 */
  FOLLOW_UP(13, "follow-up"),
  /** 司法确认材料 */
  CONFIRMATION(14, "confirmation"),
  /** 录音录像目录 */
  AV_INDEX(15, "av-index"),
  /** 交办、退回、督办、移送单 */
  SLIP(16, "slip"),
  /** 结案报告表 */
  CLOSING_REPORT(17, "closing-report"),
  /** 备考表 */
  FILE_NOTE(18, "file-note"),
  /** 封底 */
  BACK_COVER(19, "back-cover");

  private final int number;
  private final String word;

  FileItem(int number, String word) {
    this.number = number;
    this.word = word;
  }

  /** Its number in the list, from 1. */
  public int number() {
    return number;
  }

  /** What its files are called: {@code 05-identity}. */
  public String fileName() {
    return "%02d-%s".formatted(number, word);
  }
}
