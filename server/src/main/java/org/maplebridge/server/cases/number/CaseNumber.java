package org.maplebridge.server.cases.number;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A case number, taken apart. Two numbers name the same case when their keys are equal. */
public sealed interface CaseNumber {

  NumberFamily family();

  /** The one way we print it. */
  String display();

  /** Identity of the numbered case, such as {@code CT|2024|川0503|民初|123}. */
  String key();

  /**
   * A court's number, such as {@code （2024）川0503民初123号}.
   *
   * @param year Gregorian year of filing
   * @param court court code: 最高法, a province character, with 2 or 4 digits below the high court
   * @param type special-trial and type code, such as 民初 or 知民终
   * @param sequence without padding
   * @param document the n of 之n: a document of the case, not another case
   */
  record Court(int year, String court, String type, int sequence, Optional<String> document)
      implements CaseNumber {

    @Override
    public NumberFamily family() {
      return NumberFamily.COURT;
    }

    @Override
    public String display() {
      return "（" + year + "）" + court + type + sequence + "号";
    }

    /** The display of the document where one is named, else of the case. */
    public String documentDisplay() {
      return display() + document.map(n -> "之" + n).orElse("");
    }

    @Override
    public String key() {
      return "CT|" + year + "|" + court + "|" + type + "|" + sequence;
    }
  }

  /**
   * A labour arbitration committee's number, such as {@code 纳溪劳人仲案〔2024〕59号}.
   *
   * @param committee the place the committee is named after
   * @param kind 劳人仲, 劳仲 or 人仲 with its stage: 案, 不受, 裁, 调, 决
   * @param worker the n of 59-n where each worker of a group has a sub-number
   */
  record Arbitration(
      String committee, String kind, int year, int sequence, Optional<Integer> worker)
      implements CaseNumber {

    @Override
    public NumberFamily family() {
      return NumberFamily.ARBITRATION;
    }

    @Override
    public String display() {
      return committee + kind + "〔" + year + "〕" + run() + "号";
    }

    @Override
    public String key() {
      return "AR|" + committee + "|" + kind + "|" + year + "|" + run();
    }

    private String run() {
      return sequence + worker.map(n -> "-" + n).orElse("");
    }
  }

  /**
   * A people's mediation committee's number, such as {@code （2024）纳安人调字第12号}.
   *
   * @param committee the committee's characters: district and town, 纳安
   * @param kind 人调 (also written 人民调) or 民调
   */
  record Mediation(int year, String committee, String kind, int sequence) implements CaseNumber {

    @Override
    public NumberFamily family() {
      return NumberFamily.MEDIATION;
    }

    @Override
    public String display() {
      return "（" + year + "）" + committee + kind + "字第" + sequence + "号";
    }

    @Override
    public String key() {
      return "PM|" + year + "|" + committee + "|" + kind + "|" + sequence;
    }
  }

  /**
   * Our own number, such as {@code NJ-20240416-000123-1}: safe in paths, on receipts and in codes.
   *
   * @param day the day of registration
   * @param sequence 1 to 999,999, within the day
   */
  record Platform(LocalDate day, int sequence) implements CaseNumber {

    public Platform {
      if (sequence < 1 || sequence > 999_999) {
        throw new IllegalArgumentException("sequence out of 1..999999: " + sequence);
      }
    }

    @Override
    public NumberFamily family() {
      return NumberFamily.PLATFORM;
    }

    @Override
    public String display() {
      String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
      String run = "%06d".formatted(sequence);
      return "NJ-" + date + "-" + run + "-" + Mod11And10.checkDigit(date + run);
    }

    @Override
    public String key() {
      return display();
    }
  }
}
