package org.maplebridge.signaling.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.Problems;

class RulesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  /** Renders the page anew where it is stale, and fails so that the new one is looked at. */
  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    String rendered = RulesPage.render();
    String before = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!rendered.equals(before)) {
      Files.writeString(PAGE, rendered);
    }
    assertEquals(rendered, before, "docs/rules.md was stale and is rendered anew: commit it");
  }

  @Test
  void everyRuleHasItsOwnIdAndSentence() {
    long ids = Rulebook.IN_FORCE.rules().stream().map(Rule::id).distinct().count();
    assertEquals(Rulebook.IN_FORCE.rules().size(), ids);
    for (Rule rule : Rulebook.IN_FORCE.rules()) {
      assertTrue(Problems.ids().contains(rule.id()), rule.id());
    }
  }
}
