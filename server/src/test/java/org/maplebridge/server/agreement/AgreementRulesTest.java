package org.maplebridge.server.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.agreement.EffectRule.Marks;

/** The pure rules of agreements: clarity, exclusion, effect, the clock, words and comparison. */
class AgreementRulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-25T09:00:00+08:00");
  private static final OffsetDateTime TEN = NINE.plusHours(1);
  private static final OffsetDateTime NOON = NINE.plusHours(3);
  private static final Optional<OffsetDateTime> NONE = Optional.empty();

  @Test
  void clearAgreementHasNothingUnclear() {
    assertEquals(List.of(), unclear(text(pay("a", "b", "3200", "银行转账", "2026-12-31"))));
  }

  @Test
  void everythingThatIsMissingIsNamedWithItsPlace() {
    AgreementText empty =
        new AgreementText(
            Subject.ORDINARY,
            "",
            " ",
            List.of(
                new Term(Term.Kind.PAY, "", "a", Optional.empty(), "", "", "", Optional.empty()),
                new Term(Term.Kind.ACT, "a", "a", Optional.empty(), "", "", "", Optional.empty())),
            "",
            "");
    assertEquals(
        List.of(
            "facts facts",
            "dispute dispute",
            "terms.0.debtor who",
            "terms.0.amountYuan how-much",
            "terms.0.manner how",
            "terms.0.dueOn by-when",
            "terms.1.creditor to-whom",
            "terms.1.what what",
            "terms.1.manner how",
            "terms.1.dueOn by-when"),
        unclear(empty));
    assertEquals(
        List.of("terms no-term"),
        unclear(new AgreementText(Subject.ORDINARY, "f", "d", List.of(), "", "")));
  }

  @Test
  void vagueWordsPastDaysAndStrangersAreUnclear() {
    assertEquals(
        List.of("terms.0.dueOn due-past"), unclear(text(pay("a", "b", "1", "现金", "2026-11-24"))));
    assertEquals(
        List.of("terms.0.manner vague"), unclear(text(pay("a", "b", "1", "尽快转账", "2026-11-25"))));
    assertEquals(
        List.of("terms.0.debtor who"), unclear(text(pay("c", "b", "1", "现金", "2026-11-25"))));
    assertEquals(
        List.of("terms.0.amountYuan how-much"),
        unclear(text(pay("a", "b", "0", "现金", "2026-11-25"))));
  }

  @Test
  void aLabelOfTheTemplateNeedsWordsBehindIt() {
    Term term = pay("a", "b", "1", "现金", "2026-11-25");
    assertEquals(List.of("dispute unanswered"), unclear(disputed("争议事项：赔偿多少。\n各方责任：\n", term)));
    assertEquals(
        List.of("dispute unanswered", "dispute unanswered"),
        unclear(disputed("争议事项：\n各方责任：", term)));
    assertEquals(List.of(), unclear(disputed("争议事项：赔偿多少。\n各方责任：\n双方各负一半。", term)));
  }

  private static AgreementText disputed(String dispute, Term term) {
    return new AgreementText(Subject.ORDINARY, "f", dispute, List.of(term), "", "");
  }

  @Test
  void lawExcludesPersonalRelationsHoweverTheyAreNamed() {
    AgreementText ordinary = text(pay("a", "b", "1", "现金", "2026-12-31"));
    assertEquals(Optional.empty(), excluded(ordinary, "02"));
    assertEquals(Optional.of("agreement.excluded-category"), excluded(ordinary, "01"));
    for (Subject subject : List.of(Subject.MARRIAGE, Subject.ADOPTION, Subject.INHERITANCE)) {
      assertEquals(Optional.of("agreement.excluded-subject"), excluded(about(subject, ""), "02"));
    }
    assertEquals(
        Optional.of("agreement.excluded-utilities"), excluded(about(Subject.UTILITIES, ""), "14"));
    assertEquals(
        Optional.of("agreement.excluded-word"), excluded(about(Subject.ORDINARY, "遗产归张三所有"), "03"));
  }

  @Test
  void writtenPeoplesMediationNeedsAllPartiesTheMediatorAndTheSeal() {
    for (Channel channel : List.of(Channel.PEOPLE, Channel.LABOUR)) {
      assertEquals(NONE, effect(channel, List.of(at(NINE), NONE), at(TEN), at(NOON)));
      assertEquals(NONE, effect(channel, List.of(at(NINE), at(NINE)), NONE, at(NOON)));
      assertEquals(NONE, effect(channel, List.of(at(NINE), at(NINE)), at(TEN), NONE));
      assertEquals(at(NOON), effect(channel, List.of(at(NINE), at(TEN)), at(TEN), at(NOON)));
      assertEquals(NONE, effect(channel, List.of(), at(TEN), NONE));
    }
  }

  @Test
  void courtChannelsNeedOnlyTheParties() {
    for (Channel channel : List.of(Channel.COURT_ONLINE, Channel.COURT_DELEGATED)) {
      assertEquals(NONE, effect(channel, List.of(at(NINE), NONE), at(TEN), at(NOON)));
      assertEquals(at(TEN), effect(channel, List.of(at(TEN), at(NINE)), NONE, NONE));
      assertEquals(NONE, effect(channel, List.of(), NONE, NONE));
    }
  }

  @Test
  void oralAgreementIsInEffectWhenReachedWhateverElseHappens() {
    for (Channel channel : Channel.values()) {
      assertEquals(
          at(NINE),
          EffectRule.effectiveAt(
              channel, AgreementForm.ORAL, new Marks(List.of(NONE), at(TEN), NONE, at(NINE))));
    }
  }

  @Test
  void confirmationClockEndsOnTheThirtiethDayAfterInTheDistrictsTime() {
    // 23:30 in Shanghai is still the 25th though UTC and Shanghai agree on it only until 16:00 UTC.
    var late = Optional.of(OffsetDateTime.parse("2026-11-25T16:30:00Z"));
    Confirmation clock =
        Confirmation.of(AgreementForm.WRITTEN, Subject.ORDINARY, late, LocalDate.of(2026, 11, 26));
    assertEquals(Optional.of(LocalDate.of(2026, 12, 26)), clock.deadline());
    assertEquals(Optional.of(30L), clock.daysLeft());
    assertEquals(Confirmation.State.ELIGIBLE, state(Subject.ORDINARY, "2026-12-26"));
    assertEquals(Confirmation.State.EXPIRED, state(Subject.ORDINARY, "2026-12-27"));
    assertEquals(Confirmation.State.PERSONAL_STATUS, state(Subject.ADOPTION, "2026-11-26"));
    assertEquals(
        Confirmation.State.NOT_WRITTEN,
        Confirmation.of(AgreementForm.ORAL, Subject.ORDINARY, late, TODAY).state());
    assertEquals(
        Confirmation.State.NOT_EFFECTIVE,
        Confirmation.of(AgreementForm.WRITTEN, Subject.ORDINARY, NONE, TODAY).state());
  }

  @Test
  void amountsAreWrittenInCapitalCharacters() {
    Map<String, String> amounts =
        Map.of(
            "0", "零元整",
            "0.05", "伍分",
            "0.50", "伍角整",
            "3200", "叁仟贰佰元整",
            "3200.05", "叁仟贰佰元零伍分",
            "10005.80", "壹万零伍元捌角整",
            "120003000", "壹亿贰仟万叁仟元整",
            "100000001.23", "壹亿零壹元贰角叁分",
            "1010", "壹仟零壹拾元整",
            "50003200", "伍仟万叁仟贰佰元整");
    amounts.forEach(
        (yuan, words) -> assertEquals(words, ChineseAmount.of(new BigDecimal(yuan)), yuan));
  }

  @Test
  void termsBecomeSentencesWithNames() {
    assertEquals(
        "李四于2026年12月31日前，以银行转账的方式，向张三支付人民币3200.00元（大写：叁仟贰佰元整）。",
        AgreementWords.sentence(
            pay("b", "a", "3200", "银行转账", "2026-12-31"), Map.of("a", "张三", "b", "李四")));
  }

  @Test
  void comparisonShowsWhatWasAddedAndRemovedAndNothingElse() {
    List<TextDifference.Segment> segments =
        TextDifference.of("李四于12月31日前支付3200元。", "李四于12月20日前支付3000元整。");
    assertEquals("李四于12月31日前支付3200元。", joined(segments, TextDifference.Change.ADDED));
    assertEquals("李四于12月20日前支付3000元整。", joined(segments, TextDifference.Change.REMOVED));
    String same =
        segments.stream()
            .filter(s -> s.change() == TextDifference.Change.SAME)
            .map(TextDifference.Segment::text)
            .collect(Collectors.joining());
    assertEquals(true, same.length() >= 15, same);
    assertEquals(List.of(), TextDifference.of("", ""));
    String long_ = "长".repeat(5_000);
    assertEquals(2, TextDifference.of(long_, "短").size());
  }

  private static String joined(
      List<TextDifference.Segment> segments, TextDifference.Change without) {
    return segments.stream()
        .filter(s -> s.change() != without)
        .map(TextDifference.Segment::text)
        .collect(Collectors.joining());
  }

  private static Confirmation.State state(Subject subject, String today) {
    return Confirmation.of(
            AgreementForm.WRITTEN,
            subject,
            Optional.of(OffsetDateTime.parse("2026-11-26T00:10:00+08:00")),
            LocalDate.parse(today))
        .state();
  }

  private static Optional<OffsetDateTime> effect(
      Channel channel,
      List<Optional<OffsetDateTime>> parties,
      Optional<OffsetDateTime> mediator,
      Optional<OffsetDateTime> seal) {
    return EffectRule.effectiveAt(
        channel, AgreementForm.WRITTEN, new Marks(parties, mediator, seal, at(NINE)));
  }

  private static Optional<OffsetDateTime> at(OffsetDateTime moment) {
    return Optional.of(moment);
  }

  private static Optional<String> excluded(AgreementText text, String category) {
    return ExclusionRule.of(text, category).map(ExclusionRule.Exclusion::id);
  }

  private static AgreementText about(Subject subject, String otherTerms) {
    return new AgreementText(subject, "f", "d", List.of(), otherTerms, "");
  }

  private static List<String> unclear(AgreementText text) {
    return ClarityChecklist.of(text, Set.of("a", "b"), TODAY).stream()
        .map(u -> u.where() + " " + u.id().substring("agreement.unclear-".length()))
        .toList();
  }

  static AgreementText text(Term... terms) {
    return new AgreementText(Subject.ORDINARY, "楼上漏水", "争议：赔偿数额；责任：楼上全责", List.of(terms), "", "");
  }

  static Term pay(String debtor, String creditor, String yuan, String manner, String due) {
    return new Term(
        Term.Kind.PAY,
        debtor,
        creditor,
        Optional.of(new BigDecimal(yuan)),
        "",
        manner,
        "",
        Optional.of(LocalDate.parse(due)));
  }
}
