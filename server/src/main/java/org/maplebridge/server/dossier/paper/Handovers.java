package org.maplebridge.server.dossier.paper;

/** What a hand-over is called on paper. Pure. */
final class Handovers {

  private Handovers() {}

  static String word(String linkage) {
    return switch (linkage) {
      case "LITIGATION" -> "诉非衔接";
      case "CONFIRMATION" -> "司法确认";
      case "ARBITRATION" -> "裁审衔接";
      case "PETITION" -> "访调协同";
      case "POLICE" -> "警调联动";
      case "PROCURATORATE" -> "检察支持起诉";
      case "LEGAL_AID" -> "法律援助";
      case "COUNSELLING" -> "心理疏导转介";
      case "ARCHIVES" -> "档案移交";
      default -> linkage;
    };
  }
}
