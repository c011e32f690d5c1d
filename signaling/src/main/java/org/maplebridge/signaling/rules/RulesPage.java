package org.maplebridge.signaling.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/** {@code docs/rules.md}: the rules in force as a page, for a judge as for an engineer. */
final class RulesPage {
  private static final String HEAD =
      """
      # The rules of sittings

      Rendered from `signaling.rules` by the build; change the rules, not this page. One function decides from the kind of
      the sitting, the role, the stage, the state, the room, the consents and the relations what each person may do. What is
      not in these tables cannot be done; what is in them is refused where one of the rules at the end forbids it. The
      subscriptions of the bridge and the recorder's tap are derived from the same answers (`MediaGraph`).

      ## Stages

      """;

  private static final String LEGEND =
      """

      O in the room, microphone open · s may unmute · t speaks and shows in its side's turn · q raises a hand, speaks when
      given the floor · v seen, microphone shut by the server · x as v, and scans documents · r receives only · L waits, no
      media in or out · – no part. A witness or appraiser is in the hearing only while on the stand. A host whose role has no
      part presides. Recorded: on = by law, off = not, ask = as consent allows. The words that close the court are recorded;
      the recording ends when 闭庭 is left.

      """;

  private RulesPage() {}

  static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    stages(page);
    page.append(LEGEND);
    roles(page);
    acts(page);
    rules(page);
    return page.toString();
  }

  private static void stages(StringBuilder page) {
    List<String> marks = StageTable.columns().stream().map(StageTable.Column::mark).toList();
    page.append("| kind or stage of a hearing | ").append(String.join(" | ", marks));
    page.append(" | recorded |\n|---|").append("---|".repeat(marks.size() + 1)).append('\n');
    for (SittingKind kind : SittingKind.values()) {
      if (kind != SittingKind.HEARING) {
        row(page, kind.name(), StageTable.row(kind, Stage.OPEN));
      }
    }
    for (Stage stage : Stage.values()) {
      if (stage != Stage.OPEN) {
        row(page, stage.name(), StageTable.row(SittingKind.HEARING, stage));
      }
    }
  }

  private static void row(StringBuilder page, String name, StageTable.Row row) {
    page.append("| ").append(name);
    for (StageTable.Column column : StageTable.columns()) {
      page.append(" | ").append(row.of(column.roles().iterator().next()).mark());
    }
    page.append(" | ").append(row.recorded().name().toLowerCase(Locale.ROOT)).append(" |\n");
  }

  private static void roles(StringBuilder page) {
    page.append("| column | roles |\n|---|---|\n");
    for (StageTable.Column column : StageTable.columns()) {
      page.append("| ").append(column.mark()).append(" | ");
      page.append(
          column.roles().stream().sorted().map(Role::name).collect(Collectors.joining(", ")));
      page.append(" |\n");
    }
  }

  private static void acts(StringBuilder page) {
    page.append("\n## Acts\n\n| act | for whom | in which kinds |\n|---|---|---|\n");
    for (Act act : Act.values()) {
      page.append("| ").append(act.name());
      page.append(" | ").append(act.by().name().toLowerCase(Locale.ROOT));
      page.append(" | ").append(act.isOfEveryKind() ? "all" : kinds(act)).append(" |\n");
    }
  }

  private static String kinds(Act act) {
    return act.kinds().stream().sorted().map(SittingKind::name).collect(Collectors.joining(", "));
  }

  private static void rules(StringBuilder page) {
    page.append("\n## Rules\n\nAsked in this order; the first that forbids decides, and its id is");
    page.append(" the id of the problem shown.\n\n");
    page.append(
        "| rule | forbids | basis | looks at | the person is told |\n|---|---|---|---|---|\n");
    for (Rule rule : Rulebook.IN_FORCE.rules()) {
      page.append("| `").append(rule.id()).append("` | ").append(rule.meaning());
      page.append(" | ").append(rule.basis()).append(" | ").append(lookedAt(rule));
      page.append(" | ").append(Problems.of(rule.id(), "…").sentence()).append(" |\n");
    }
  }

  private static String lookedAt(Rule rule) {
    int all = Act.values().length;
    return rule.acts().size() > all / 2
        ? rule.acts().size() == all ? "every act" : "every act inside"
        : Arrays.stream(Act.values())
            .filter(rule.acts()::contains)
            .sorted(Comparator.naturalOrder())
            .map(Act::name)
            .collect(Collectors.joining(", "));
  }
}
