package org.maplebridge.server.cases.number;

import java.util.Set;
import java.util.regex.Pattern;

/** The patterns of the four families over a {@link NumberText}, and the tables beside them. */
final class NumberGrammar {

  /** One character per high court, in the order of the rule; 兵 and 军 are the two exceptions. */
  static final String PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军";

  private static final String YEAR = "\\((?<year>(?:19|20)\\d{2})\\)";
  private static final String HAN = "[\\u4e00-\\u9fa5]";
  private static final String NUMERAL = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]";

  static final Pattern COURT =
      Pattern.compile(
          "^"
              + YEAR
              + ("(?<court>最高法|[" + PROVINCES + "](?:\\d{4}|\\d{2})?)")
              + ("(?<type>" + HAN + "{1,6}?)(?<seq>[1-9]\\d{0,7})号")
              + ("(?:之(?<doc>" + NUMERAL + "))?$"));

  static final Pattern ARBITRATION =
      Pattern.compile(
          ("^(?<org>" + HAN + "{1,12}?)(?<kind>劳人仲|劳仲|人仲)(?<stage>不受|案|裁|调|决)?字?")
              + YEAR
              + "(?<seq>[1-9]\\d{0,5})(?:-(?<sub>[1-9]\\d{0,2}))?号$");

  static final Pattern MEDIATION_YEAR_FIRST =
      Pattern.compile(
          "^" + YEAR + ("(?<org>" + HAN + "{1,12}?)(?<kind>人民调|人调|民调)字?(?<seq>[1-9]\\d{0,5})号$"));

  static final Pattern MEDIATION_COMMITTEE_FIRST =
      Pattern.compile(
          ("^(?<org>" + HAN + "{1,12}?)(?<kind>人民调|人调|民调)字?") + YEAR + "(?<seq>[1-9]\\d{0,5})号$");

  static final Pattern PLATFORM =
      Pattern.compile("^NJ-(?<day>\\d{8})-(?<seq>\\d{6})-(?<check>\\d)$");

  /**
   * What a court's type code never is. A committee whose first character is also a province's (云溪
   * in Naxi) would otherwise read as a high court.
   */
  static final Pattern NO_COURT_TYPE = Pattern.compile("(?:人民调|人调|民调)字?$|劳人仲|劳仲|人仲");

  /** Type codes a dispute meets, without the leading special-trial code. */
  static final Set<String> COURT_TYPES =
      Set.of(
          "诉前调", "民诉前调", "诉前调确", "诉前调书", "民特", "调确", "民初", "民终", "民申", "民再", "民督", "民保令", "财保",
          "执保", "执", "执恢", "执异", "执前调", "行初", "行审", "刑初", "刑终", "刑核");

  private NumberGrammar() {}
}
