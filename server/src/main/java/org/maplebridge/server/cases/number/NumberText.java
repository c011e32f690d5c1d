package org.maplebridge.server.cases.number;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A case number brought to the one spelling the patterns know: ASCII digits and brackets,
 * simplified characters, no blanks, no padding.
 *
 * @param text the spelling
 * @param hadOrdinalMark whether 第 stood before the sequence
 */
record NumberText(String text, boolean hadOrdinalMark) {

  private static final Pattern INVISIBLE = Pattern.compile("[\\s\\u3000\\p{Cf}]+");
  private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212]");
  private static final Pattern ORDINAL = Pattern.compile("第(?=\\d)");

  /** Zeros that lead the sequence or its sub-number, never those of a court code. */
  private static final Pattern PADDING =
      Pattern.compile("(?<=[\\u4e00-\\u9fa5)-])0+(?=\\d*(?:-\\d+)?号)");

  private static final String TRADITIONAL = "號調訴確書執終財勞納雲滬蘇贛魯瓊陝寧閩遼晉異審決";
  private static final String SIMPLIFIED = "号调诉确书执终财劳纳云沪苏赣鲁琼陕宁闽辽晋异审决";

  static NumberText of(String raw) {
    String compatible = Normalizer.normalize(raw, Normalizer.Form.NFKC);
    String visible = INVISIBLE.matcher(compatible).replaceAll("");
    String ascii = DASHES.matcher(brackets(simplified(visible))).replaceAll("-");
    String unmarked = ORDINAL.matcher(ascii).replaceAll("");
    String unpadded = PADDING.matcher(unmarked).replaceAll("");
    return new NumberText(unpadded, unmarked.length() < ascii.length());
  }

  private static String simplified(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      int at = TRADITIONAL.indexOf(out.charAt(i));
      if (at >= 0) {
        out.setCharAt(i, SIMPLIFIED.charAt(at));
      }
    }
    return out.toString();
  }

  private static String brackets(String text) {
    return text.replaceAll("[\\[〔【{]", "(").replaceAll("[\\]〕】}]", ")");
  }
}
