package org.maplebridge.signaling.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * Random sittings against the rules in force: no law is ever broken. And each rule is needed: a
 * book without it breaks one.
 */
@Execution(ExecutionMode.CONCURRENT)
class SittingPropertiesTest {
  private static final int EVENTS = 100_000;
  private static final long SEED = 20_261_125;

  /** Enough for the rarest situation by far; a missing rule shows after some thousand at most. */
  private static final int MUTATION_EVENTS = 1_000_000;

  /** Most rules are of hearings, and what they forbid comes up late in one. */
  private static final List<SittingKind> OFTEN =
      Stream.concat(
              Stream.of(SittingKind.HEARING, SittingKind.HEARING),
              Arrays.stream(SittingKind.values()))
          .toList();

  @ParameterizedTest
  @EnumSource
  void noLawIsEverBroken(SittingKind kind) {
    SplittableRandom seeds = new SplittableRandom(SEED + kind.name().hashCode());
    int events = 0;
    while (events < EVENTS) {
      long seed = seeds.nextLong();
      Play play = new Play(Rulebook.IN_FORCE, kind, new SplittableRandom(seed));
      Optional<String> broken = play.run();
      assertEquals(Optional.empty(), broken, () -> kind + " of seed " + seed);
      events += play.events();
    }
  }

  static Stream<String> rules() {
    return Rulebook.IN_FORCE.rules().stream().map(Rule::id);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withoutAnyRuleALawBreaks(String id) {
    Rulebook book = Rulebook.IN_FORCE.without(id);
    SplittableRandom seeds = new SplittableRandom(SEED);
    int events = 0;
    while (events < MUTATION_EVENTS) {
      for (SittingKind kind : OFTEN) {
        Play play = new Play(book, kind, new SplittableRandom(seeds.nextLong()));
        if (play.run().isPresent()) {
          return;
        }
        events += play.events();
      }
    }
    fail("nothing misses the rule " + id);
  }
}
