package org.maplebridge.server.minutes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.dossier.WrittenMinutes.Sentence;
import org.maplebridge.server.minutes.MinutesStore.Version;

class MinutesSentencesTest {
  private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");

  @Test
  void aSentenceIsFromTheMinuteBeforeItWasWritten() {
    List<Sentence> sentences =
        MinutesSentences.sentences(
            List.of(
                version(0, "甲说漏水。"), version(90, "甲说漏水。乙说没有！"), version(100, "甲说漏水。乙说没有！\n查看了照片")));
    assertEquals(
        List.of(
            new Sentence("statements", "甲说漏水。", TEN, TEN),
            new Sentence("statements", "乙说没有！", TEN.plusSeconds(30), TEN.plusSeconds(90)),
            new Sentence("statements", "查看了照片", TEN.plusSeconds(90), TEN.plusSeconds(100))),
        sentences);
  }

  @Test
  void whatWasStruckOutAndWrittenAgainIsFromTheSecondTime() {
    List<Sentence> sentences =
        MinutesSentences.sentences(
            List.of(version(0, "甲说漏水。"), version(60, ""), version(120, "甲说漏水。")));
    assertEquals(
        List.of(new Sentence("statements", "甲说漏水。", TEN.plusSeconds(60), TEN.plusSeconds(120))),
        sentences);
  }

  private static Version version(int seconds, String statements) {
    return new Version(new MinutesText("", "", statements, "", "", ""), TEN.plusSeconds(seconds));
  }
}
