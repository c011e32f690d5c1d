package org.maplebridge.server.cases.number;

import java.util.List;

/** What became of reading a case number. */
public sealed interface NumberReading {

  /**
   * It is one.
   *
   * @param raw as it was written
   */
  record Accepted(CaseNumber number, String raw, List<Warning> warnings) implements NumberReading {

    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /** It is none, for a reason. */
  record Rejected(Reason reason) implements NumberReading {}

  /** Things worth a second look that do not make a number wrong. */
  enum Warning {
    /** 第 has not stood in court numbers since 2016. */
    ORDINAL_MARK("case-number.warning-ordinal"),
    /** The type code is not one we know. */
    UNKNOWN_TYPE("case-number.warning-type"),
    /** 调确 was replaced by 诉前调确 and 民特. */
    OBSOLETE_TYPE("case-number.warning-obsolete-type");

    private final String id;

    Warning(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /** Why a text is no case number. */
  enum Reason {
    EMPTY("case-number.empty"),
    /** More than 64 characters. */
    TOO_LONG("case-number.too-long"),
    /** Characters that no case number has. */
    CHARACTERS("case-number.characters"),
    /** The year is not in brackets. */
    BRACKETS("case-number.brackets"),
    /** The year has not four digits, or not of this or the last century. */
    YEAR("case-number.year"),
    /** No court has this code. */
    COURT_CODE("case-number.court-code"),
    /** The type code is missing or too long. */
    TYPE("case-number.type"),
    /** The running number is missing, zero or too long. */
    SEQUENCE("case-number.sequence"),
    /** 号 is missing. */
    SUFFIX("case-number.suffix"),
    /** Something other than 之n stands after 号. */
    TRAILING("case-number.trailing"),
    /** The date in a platform number is no date. */
    DATE("case-number.date"),
    /** The check digit of a platform number is wrong: a digit was mistyped. */
    CHECK_DIGIT("case-number.check-digit"),
    UNKNOWN("case-number.unknown");

    private final String id;

    Reason(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }
}
