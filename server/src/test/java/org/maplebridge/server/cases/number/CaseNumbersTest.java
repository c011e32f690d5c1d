package org.maplebridge.server.cases.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maplebridge.server.cases.number.NumberReading.Reason;
import org.maplebridge.server.cases.number.NumberReading.Warning;

class CaseNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "（2024）川0503民初123号",
        "(2024)川0503民初123号",
        "〔2024〕川0503民初123号",
        "（２０２４）川０５０３民初００123號",
        "【2024】川0503民初123号",
        " （2024） 川0503 民初　123 号\u200b",
      })
  void spellingsOfOneCourtNumberAreOneCase(String raw) {
    NumberReading.Accepted accepted = accepted(raw);
    assertEquals("CT|2024|川0503|民初|123", accepted.number().key());
    assertEquals("（2024）川0503民初123号", accepted.number().display());
    assertEquals(NumberFamily.COURT, accepted.number().family());
    assertEquals(raw, accepted.raw());
    assertEquals(List.of(), accepted.warnings());
  }

  @Test
  void ordinalMarkInCourtNumberIsAcceptedWithWarning() {
    NumberReading.Accepted accepted = accepted("（2024）川0503民初第123号");
    assertEquals("CT|2024|川0503|民初|123", accepted.number().key());
    assertEquals(List.of(Warning.ORDINAL_MARK), accepted.warnings());
  }

  @Test
  void documentSuffixNamesADocumentOfTheSameCase() {
    CaseNumber.Court court =
        assertInstanceOf(CaseNumber.Court.class, accepted("（2024）川0503民初123号之一").number());
    assertEquals("CT|2024|川0503|民初|123", court.key());
    assertEquals(Optional.of("一"), court.document());
    assertEquals("（2024）川0503民初123号之一", court.documentDisplay());
    assertEquals("（2024）川0503民初123号", court.display());
  }

  @ParameterizedTest
  @CsvSource({
    "（2024）川05民终88号, CT|2024|川05|民终|88",
    "（2024）川民申5号, CT|2024|川|民申|5",
    "（2024）川0503诉前调456号, CT|2024|川0503|诉前调|456",
    "（2024）川0503民诉前调456号, CT|2024|川0503|民诉前调|456",
    "（2023）最高法知民终1234号, CT|2023|最高法|知民终|1234",
    "（2022）川0503诉前调确7号, CT|2022|川0503|诉前调确|7",
    "（2022）川0503執異7號, CT|2022|川0503|执异|7",
    "（2024）内0102民初1号, CT|2024|内0102|民初|1",
    "（2024）滬0115民初1號, CT|2024|沪0115|民初|1",
  })
  void courtsOfEveryLevelAndTypeCode(String raw, String key) {
    NumberReading.Accepted accepted = accepted(raw);
    assertEquals(key, accepted.number().key());
    assertEquals(List.of(), accepted.warnings());
  }

  @Test
  void typeCodesAreTold() {
    assertEquals(List.of(Warning.UNKNOWN_TYPE), accepted("（2024）川0503民奇1号").warnings());
    assertEquals(List.of(Warning.OBSOLETE_TYPE), accepted("（2011）川0503调确1号").warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "納溪勞人仲案[2024]第059號",
        "纳溪劳人仲案〔2024〕59号",
        "纳溪劳人仲案字〔2024〕第59号",
        "纳溪劳人仲案（2024）59号",
      })
  void arbitrationNumbersStandInHexagonalBrackets(String raw) {
    CaseNumber number = accepted(raw).number();
    assertEquals("AR|纳溪|劳人仲案|2024|59", number.key());
    assertEquals("纳溪劳人仲案〔2024〕59号", number.display());
    assertEquals(NumberFamily.ARBITRATION, number.family());
  }

  @Test
  void eachWorkerOfAGroupHasANumber() {
    CaseNumber first = accepted("纳溪劳人仲案〔2024〕59-1号").number();
    assertEquals("纳溪劳人仲案〔2024〕59-1号", first.display());
    assertNotEquals(first.key(), accepted("纳溪劳人仲案〔2024〕59－２号").number().key());
    assertEquals("AR|纳溪|劳人仲|2020|3", accepted("纳溪劳人仲字〔2020〕 3号").number().key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "（2024）纳安人调字第12号",
        "纳安人调字〔2024〕第12号",
        "（2024）纳安人民调字第012号",
        "(2024)納安人調字12號",
      })
  void mediationNumbersOfBothOrdersAreOne(String raw) {
    NumberReading.Accepted accepted = accepted(raw);
    assertEquals("PM|2024|纳安|人调|12", accepted.number().key());
    assertEquals("（2024）纳安人调字第12号", accepted.number().display());
    assertEquals(List.of(), accepted.warnings());
  }

  @Test
  void committeeNamedLikeAProvinceIsNoHighCourt() {
    assertEquals("PM|2024|云溪|人调|5", accepted("（2024）云溪人调字第5号").number().key());
    assertEquals(Reason.UNKNOWN, rejected("（2024）川劳人仲案59号"));
  }

  @ParameterizedTest
  @CsvSource({
    "（24）川0503民初1号, YEAR",
    "（1824）川0503民初1号, YEAR",
    "（2024）川503民初1号, COURT_CODE",
    "2024川0503民初1号, BRACKETS",
    "（2024）蜀0503民初1号, COURT_CODE",
    "（2024）蒙0102民初1号, COURT_CODE",
    "（2024）贵0102民初1号, COURT_CODE",
    "（2024）川0503民初号, SEQUENCE",
    "（2024）川0503民初0号, SEQUENCE",
    "（2024）川0503民初123456789号, SEQUENCE",
    "（2024）川0503民初123, SUFFIX",
    "../（2024）川0503民初1号, CHARACTERS",
    "（2024）川0503民初1号/.., CHARACTERS",
    "（2024）川0503民初1号等, TRAILING",
    "（2024）川0503民初1号之一一, TRAILING",
    "（2024）川0503民初1号之, TRAILING",
    "纳溪劳人仲案〔2024〕号, SEQUENCE",
    "你好, SUFFIX",
  })
  void wrongNumbersAreRejectedWithTheReason(String raw, Reason reason) {
    assertEquals(reason, rejected(raw));
  }

  @Test
  void emptyAndEndlessTextsAreRejected() {
    assertEquals(Reason.EMPTY, rejected(" \u3000\u200b"));
    assertEquals(Reason.TOO_LONG, rejected("（2024）川0503民初" + "1".repeat(100) + "号"));
  }

  @Test
  void platformNumberCarriesItsCheckDigit() {
    CaseNumber.Platform number = new CaseNumber.Platform(LocalDate.of(2024, 4, 16), 123);
    assertEquals("NJ-20240416-000123-", number.display().substring(0, 19));
    assertEquals(number, accepted(number.display().toLowerCase(java.util.Locale.ROOT)).number());
  }

  /** ISO 7064 finds every single substitution, which is what it is there for. */
  @Test
  void everyMistypedDigitOfAPlatformNumberIsFound() {
    String right = new CaseNumber.Platform(LocalDate.of(2024, 4, 16), 123).display();
    for (int at : new int[] {12, 13, 14, 15, 16, 17, 19}) {
      for (char digit = '0'; digit <= '9'; digit++) {
        StringBuilder wrong = new StringBuilder(right);
        wrong.setCharAt(at, digit);
        if (!wrong.toString().equals(right)) {
          assertInstanceOf(NumberReading.Rejected.class, CaseNumbers.read(wrong.toString()));
        }
      }
    }
    assertEquals(Reason.DATE, rejected("NJ-20241316-000123-1"));
    assertEquals(Reason.UNKNOWN, rejected("NJ-20241316"));
  }

  /** The example of the standard, and a published German VAT number, which uses the same system. */
  @Test
  void checkDigitAgreesWithPublishedExamples() {
    assertEquals(5, Mod11And10.checkDigit("0794"));
    assertEquals(6, Mod11And10.checkDigit("13669597"));
  }

  private static NumberReading.Accepted accepted(String raw) {
    return assertInstanceOf(NumberReading.Accepted.class, CaseNumbers.read(raw));
  }

  private static Reason rejected(String raw) {
    return assertInstanceOf(NumberReading.Rejected.class, CaseNumbers.read(raw)).reason();
  }
}
