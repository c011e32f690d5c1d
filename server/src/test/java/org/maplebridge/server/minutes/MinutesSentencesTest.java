package org.maplebridge.server.minutes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.dossier.WrittenMinutes.Sentence;
import org.maplebridge.server.dossier.WrittenMinutes.Written;
import org.maplebridge.server.minutes.MinutesStore.Version;

class MinutesSentencesTest {
  private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");

  @Test
  void aSentenceIsFromTheMinuteBeforeItWasWritten() {
    List<Sentence> sentences =
        MinutesSentences.sentences(
            List.of(
                version(0, "申请人："),
                version(90, "申请人：漏水。乙说没有！"),
                version(100, "申请人：漏水。乙说没有！\n查看了照片")));
    assertEquals(
        List.of(
            new Sentence("statements", "申请人：漏水。", between(30, 90)),
            new Sentence("statements", "乙说没有！", between(30, 90)),
            new Sentence("statements", "查看了照片", between(90, 100))),
        sentences);
  }

  @Test
  void whatWasStruckOutAndWrittenAgainIsFromTheSecondTime() {
    List<Sentence> sentences =
        MinutesSentences.sentences(
            List.of(version(0, ""), version(20, "甲说漏水。"), version(60, ""), version(100, "甲说漏水。")));
    assertEquals(List.of(new Sentence("statements", "甲说漏水。", between(60, 100))), sentences);
  }

  @Test
  void whatTheFormBringsWithItWasNotSaid() {
    List<Sentence> sentences =
        MinutesSentences.sentences(List.of(version(0, "已告知。"), version(20, "已告知。")));
    assertEquals(List.of(new Sentence("statements", "已告知。", Optional.empty())), sentences);
  }

  private static Optional<Written> between(int from, int saved) {
    return Optional.of(new Written(TEN.plusSeconds(from), TEN.plusSeconds(saved)));
  }

  private static Version version(int seconds, String statements) {
    return new Version(
        MinutesText.of(MinutesForm.MEDIATION, Map.of("statements", statements)),
        TEN.plusSeconds(seconds));
  }
}
