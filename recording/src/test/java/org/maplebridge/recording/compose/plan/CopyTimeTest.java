package org.maplebridge.recording.compose.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.maplebridge.recording.compose.plan.CopyTime.Moment;

class CopyTimeTest {

  private final Break caucus = new Break(Break.Kind.CAUCUS, 10_000, 70_000, "");
  private final Break pause = new Break(Break.Kind.PAUSED, 90_000, 100_000, "");
  private final CopyTime time = new CopyTime(120_000, List.of(caucus, pause));

  @Test
  void aBreakBecomesACardOfFourSeconds() {
    assertEquals(120_000 - 56_000 - 6_000, time.copyMs());
    assertEquals(new Moment.Live(9_999), time.at(9_999));
    assertEquals(new Moment.Card(caucus), time.at(10_000));
    assertEquals(new Moment.Card(caucus), time.at(13_999));
    assertEquals(new Moment.Live(70_000), time.at(14_000));
    assertEquals(new Moment.Card(pause), time.at(34_000));
    assertEquals(new Moment.Live(100_000), time.at(38_000));
    assertEquals(new Moment.Live(119_999), time.at(57_999));
  }

  @Test
  void everyMomentOutsideABreakIsFoundAgain() {
    for (long copyMs = 0; copyMs < time.copyMs(); copyMs++) {
      if (time.at(copyMs) instanceof Moment.Live(long recordingMs)) {
        assertEquals(copyMs, time.toCopy(recordingMs));
      }
    }
    assertEquals(12_000, time.toCopy(12_000), "on the card, as far into it as into the break");
    assertEquals(14_000, time.toCopy(50_000), "later than the card lasts: at its end");
  }

  @Test
  void noSampleOfACaucusIsHeard() {
    int rate = 48_000;
    int block = 1_024;
    for (long first = 0; first < time.copyMs() * rate / 1000; first += block) {
      OptionalLong from = time.soundAt(first, block, rate);
      if (from.isPresent()) {
        long beginMs = from.getAsLong() * 1000 / rate;
        long endMs = (from.getAsLong() + block) * 1000 / rate;
        assertTrue(endMs <= 10_000 || beginMs >= 70_000, beginMs + " to " + endMs);
      }
    }
  }

  @Test
  void aCaucusShorterThanItsCardIsCoveredForAsLongAsItLasts() {
    Break brief = new Break(Break.Kind.CAUCUS, 5_000, 6_000, "");
    CopyTime same = new CopyTime(10_000, List.of(brief));
    assertEquals(10_000, same.copyMs());
    assertEquals(new Moment.Card(brief), same.at(5_999));
    assertEquals(new Moment.Live(6_000), same.at(6_000));
  }
}
