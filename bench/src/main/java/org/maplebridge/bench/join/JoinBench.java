package org.maplebridge.bench.join;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.Audience;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.JoinClock.Step;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.content.TestCard;

/**
 * Joins a room that others are in, again and again, as a person does who was admitted before: from
 * the click to the first decoded picture of somebody else.
 */
final class JoinBench {
  private static final int WARM_UP = 3;
  private static final Duration GIVE_UP = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Staff staff;
  private final int present;
  private final int samples;

  /**
   * @param present people in the room, the host one of them
   * @param samples joins counted
   */
  JoinBench(Staff staff, int present, int samples) {
    this.staff = staff;
    this.present = present;
    this.samples = samples;
  }

  JoinResult run() throws InterruptedException {
    List<String> parties = IntStream.range(0, present).mapToObj(i -> "测试" + i).toList();
    try (Engine engine = new Engine();
        Stage stage = Stage.book(engine, staff, "入会测试", Cast.mediation(parties))) {
      stage.host(card(0), Audience.absent());
      for (int i = 0; i < present - 1; i++) {
        stage.party(i, card(i + 1), Audience.absent());
      }
      return sample(stage);
    }
  }

  private JoinResult sample(Stage stage) throws InterruptedException {
    List<Double> totals = new ArrayList<>();
    Map<Step, List<Double>> steps = new EnumMap<>(Step.class);
    int failures = 0;
    for (int i = 0; i < WARM_UP + samples; i++) {
      try (Attendee comer = stage.party(present - 1, card(i), Audience.indifferent())) {
        comer.firstFrame().orTimeout(GIVE_UP.toMillis(), TimeUnit.MILLISECONDS).join();
        if (i >= WARM_UP) {
          totals.add(comer.clock().between(Step.CLICK, Step.FIRST_FRAME).orElseThrow());
          comer
              .clock()
              .steps()
              .forEach((step, ms) -> steps.computeIfAbsent(step, s -> new ArrayList<>()).add(ms));
        }
      } catch (CompletionException e) {
        failures++;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    return JoinResult.of(present, totals, steps, failures);
  }

  private static TestCard card(int number) {
    return new TestCard(300 + 50.0 * number, 10, 20 * number % 200);
  }
}
