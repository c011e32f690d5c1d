package org.maplebridge.signaling.rules;

import static org.maplebridge.signaling.protocol.Role.AGENT;
import static org.maplebridge.signaling.protocol.Role.APPLICANT;
import static org.maplebridge.signaling.protocol.Role.CLERK;
import static org.maplebridge.signaling.protocol.Role.CLIENT;
import static org.maplebridge.signaling.protocol.Role.COUNSELLOR;
import static org.maplebridge.signaling.protocol.Role.COURT_HOST;
import static org.maplebridge.signaling.protocol.Role.DEFENDANT;
import static org.maplebridge.signaling.protocol.Role.EXPERT;
import static org.maplebridge.signaling.protocol.Role.GUARDIAN;
import static org.maplebridge.signaling.protocol.Role.HELPER;
import static org.maplebridge.signaling.protocol.Role.INTERPRETER;
import static org.maplebridge.signaling.protocol.Role.INVITED;
import static org.maplebridge.signaling.protocol.Role.JUDGE;
import static org.maplebridge.signaling.protocol.Role.JUDGE_ASSISTANT;
import static org.maplebridge.signaling.protocol.Role.LAY_JUDGE;
import static org.maplebridge.signaling.protocol.Role.LECTURER;
import static org.maplebridge.signaling.protocol.Role.MEDIATOR;
import static org.maplebridge.signaling.protocol.Role.OBSERVER;
import static org.maplebridge.signaling.protocol.Role.PLAINTIFF;
import static org.maplebridge.signaling.protocol.Role.RESPONDENT;
import static org.maplebridge.signaling.protocol.Role.TECHNICIAN;
import static org.maplebridge.signaling.protocol.Role.THIRD_PARTY;
import static org.maplebridge.signaling.protocol.Role.WITNESS;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/**
 * What each stage of a kind gives each role, and whether the law wants it recorded. A role without
 * a column has no part in that kind.
 */
public final class StageTable {
  private static final Set<Role> PARTIES =
      Set.of(PLAINTIFF, DEFENDANT, THIRD_PARTY, APPLICANT, RESPONDENT, AGENT);

  private static final List<Column> COLUMNS =
      List.of(
          new Column("J", Set.of(JUDGE)),
          new Column("Pn", Set.of(LAY_JUDGE, JUDGE_ASSISTANT)),
          new Column("C", Set.of(CLERK)),
          new Column("P", PARTIES),
          new Column("G", Set.of(GUARDIAN)),
          new Column("W", Set.of(WITNESS)),
          new Column("E", Set.of(EXPERT)),
          new Column("H", Set.of(COURT_HOST, HELPER)),
          new Column("I", Set.of(INTERPRETER)),
          new Column("T", Set.of(TECHNICIAN)),
          new Column("Ob", Set.of(OBSERVER)),
          new Column("M", Set.of(MEDIATOR)),
          new Column("Co", Set.of(COUNSELLOR)),
          new Column("Cl", Set.of(CLIENT)),
          new Column("V", Set.of(INVITED)),
          new Column("L", Set.of(LECTURER)));

  // Rec: on = must run, off = must not, ask = as consent allows.
  private static final String HEARING =
      """
      Stage           J Pn C P G W E H I T Ob M Co Cl V L Rec
      PREPARATION     L L  O L L L L O L O L  - -  -  - - off
      DISCIPLINE      v v  O v v L L v v L r  - -  -  - - off
      OPENING         O s  s q q L L v s L r  - -  -  - - on
      RIGHTS          O s  s q q L L v s L r  - -  -  - - on
      STATEMENTS      O s  s t t L L v s L r  - -  -  - - on
      EVIDENCE        O s  s t t L L x s L r  - -  -  - - on
      TESTIMONY       O s  s q q O L v s L r  - -  -  - - on
      APPRAISAL       O s  s q q L O v s L r  - -  -  - - on
      DEBATE          O s  s t t - - v s L r  - -  -  - - on
      FINAL_OPINIONS  O s  s t t - - v s L r  - -  -  - - on
      COURT_MEDIATION O s  s s s - - - s - L  - -  -  - - off
      JUDGMENT        O s  s v v - - v s L r  - -  -  - - on
      CLOSING         O s  s v v - - v s L r  - -  -  - - on
      RECORD_CHECK    v v  O q q - - v s - -  - -  -  - - off
      CHALLENGE       O O  O v v L L v s L L  - -  -  - - off
      """;

  private static final String OTHERS =
      """
      Kind            J Pn C P G W E H I T Ob M Co Cl V L Rec
      MEDIATION       s s  s s s s s s s L r  O s  -  s - ask
      CONSULTATION    - -  - - s - - - s L -  - O  s  - - ask
      EXPERT_CALL     s s  s s s - O s s L r  O s  -  s - ask
      LECTURE         s s  s - - - s - s L r  s s  -  - O ask
      """;

  /** What no line grants, nobody has. */
  private static final Row NOTHING = new Row(new EnumMap<>(Role.class), Recorded.OFF);

  private static final Map<Stage, Row> HEARING_ROWS = rows(Stage.class, HEARING);
  private static final Map<SittingKind, Row> KIND_ROWS = rows(SittingKind.class, OTHERS);

  /** Whether a stage is recorded. */
  public enum Recorded {
    ON,
    OFF,
    ASK
  }

  /** Roles that are treated alike. */
  record Column(String mark, Set<Role> roles) {}

  /** One line of the table. Nobody changes it once it is read. */
  record Row(EnumMap<Role, Access> access, Recorded recorded) {

    Access of(Role role) {
      return access.getOrDefault(role, Access.ABSENT);
    }
  }

  private StageTable() {}

  /** What a role has at a stage of a kind. A host whose role has no column presides. */
  static Access access(SittingKind kind, Stage stage, Standing who) {
    // Beside a client may sit whom the counsellor assents to; nobody comes to help on their own.
    if (kind == SittingKind.CONSULTATION && who.isCompanion() && who.role() == Role.HELPER) {
      return Access.SELF;
    }
    Access access = row(kind, stage).of(who.role());
    return access == Access.ABSENT && who.host() ? Access.OPEN : access;
  }

  /** Whether the law wants a stage recorded. */
  public static Recorded recorded(SittingKind kind, Stage stage) {
    return row(kind, stage).recorded();
  }

  static Row row(SittingKind kind, Stage stage) {
    return kind == SittingKind.HEARING
        ? HEARING_ROWS.getOrDefault(stage, NOTHING)
        : KIND_ROWS.getOrDefault(kind, NOTHING);
  }

  static List<Column> columns() {
    return COLUMNS;
  }

  private static <K extends Enum<K>> Map<K, Row> rows(Class<K> type, String table) {
    Map<K, Row> rows = new EnumMap<>(type);
    table.lines().skip(1).forEach(line -> read(type, line, rows));
    return rows;
  }

  private static <K extends Enum<K>> void read(Class<K> type, String line, Map<K, Row> rows) {
    String[] cells = line.trim().split(" +", -1);
    EnumMap<Role, Access> access = new EnumMap<>(Role.class);
    int next = 1;
    for (Column column : COLUMNS) {
      Access cell = Access.of(cells[next++].charAt(0));
      column.roles().forEach(role -> access.put(role, cell));
    }
    String recorded = cells[next].toUpperCase(Locale.ROOT);
    rows.put(Enum.valueOf(type, cells[0]), new Row(access, Recorded.valueOf(recorded)));
  }
}
