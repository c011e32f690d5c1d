package org.maplebridge.signaling.rules;

import java.util.Map;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/**
 * The stages of a hearing as the field's own table has them, typed anew column by column: judge,
 * assessor, clerk, parties, witness, appraiser, court's host, observers; last whether recorded.
 */
final class GoldenTable {
  private static final Map<Stage, String> HEARING =
      Map.ofEntries(
          Map.entry(Stage.PREPARATION, "LLOLLLOL-"),
          Map.entry(Stage.DISCIPLINE, "vvOvLLvr-"),
          Map.entry(Stage.OPENING, "OssqLLvr+"),
          Map.entry(Stage.RIGHTS, "OssqLLvr+"),
          Map.entry(Stage.STATEMENTS, "OsstLLvr+"),
          Map.entry(Stage.EVIDENCE, "OsstLLvr+"),
          Map.entry(Stage.TESTIMONY, "OssqOLvr+"),
          Map.entry(Stage.APPRAISAL, "OssqLOvr+"),
          Map.entry(Stage.DEBATE, "Osst--vr+"),
          Map.entry(Stage.FINAL_OPINIONS, "Osst--vr+"),
          Map.entry(Stage.COURT_MEDIATION, "Osss---L-"),
          Map.entry(Stage.JUDGMENT, "Ossv--vr+"),
          Map.entry(Stage.CLOSING, "Ossv--vr+"),
          Map.entry(Stage.RECORD_CHECK, "vvOq--v--"),
          Map.entry(Stage.CHALLENGE, "OOOvLLvL-"));

  private GoldenTable() {}

  /** What a person has at this stage: one of {@code O s t q v r L -}. */
  static char cell(SittingKind kind, Stage stage, Standing who) {
    char cell = kind == SittingKind.HEARING ? hearing(stage, who.role()) : other(kind, who.role());
    if (kind == SittingKind.CONSULTATION && who.role() == Role.HELPER && who.isCompanion()) {
      return 's';
    }
    return cell == '-' && who.host() ? 'O' : cell;
  }

  static boolean recorded(Stage stage) {
    return HEARING.getOrDefault(stage, "---------").charAt(8) == '+';
  }

  private static char hearing(Stage stage, Role role) {
    String row = HEARING.getOrDefault(stage, "---------");
    return switch (role) {
      case JUDGE -> row.charAt(0);
      case LAY_JUDGE, JUDGE_ASSISTANT -> row.charAt(1);
      case CLERK -> row.charAt(2);
      case PLAINTIFF, DEFENDANT, THIRD_PARTY, APPLICANT, RESPONDENT, AGENT, GUARDIAN ->
          row.charAt(3);
      case WITNESS -> row.charAt(4);
      case EXPERT -> row.charAt(5);
      case COURT_HOST, HELPER -> row.charAt(6);
      case OBSERVER -> row.charAt(7);
      default -> '-';
    };
  }

  private static char other(SittingKind kind, Role role) {
    return switch (kind) {
      case MEDIATION, EXPERT_CALL ->
          switch (role) {
            case OBSERVER -> 'r';
            case TECHNICIAN -> 'L';
            case COUNSELLOR, CLIENT, LECTURER -> '-';
            default -> kind == SittingKind.EXPERT_CALL && role == Role.WITNESS ? '-' : 's';
          };
      case CONSULTATION ->
          switch (role) {
            case COUNSELLOR, CLIENT, INTERPRETER -> 's';
            case GUARDIAN -> 's';
            default -> '-';
          };
      case LECTURE ->
          switch (role) {
            case OBSERVER -> 'r';
            case LECTURER, EXPERT, JUDGE, COUNSELLOR, MEDIATOR, CLERK -> 's';
            default -> '-';
          };
      case HEARING -> throw new IllegalArgumentException();
    };
  }
}
