package org.maplebridge.server.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts in the capital characters of documents: 3200.05 is 叁仟贰佰元零伍分. Pure. */
final class ChineseAmount {
  private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
  private static final String[] PLACES = {"", "拾", "佰", "仟"};
  private static final String[] GROUPS = {"", "万", "亿", "万亿"};

  private ChineseAmount() {}

  static String of(BigDecimal yuan) {
    long fen = yuan.movePointRight(2).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
    long whole = fen / 100;
    int jiao = (int) (fen / 10 % 10);
    int rest = (int) (fen % 10);
    StringBuilder words = new StringBuilder(whole == 0 && fen != 0 ? "" : whole(whole) + "元");
    if (jiao == 0 && rest == 0) {
      return words.append("整").toString();
    }
    if (jiao != 0) {
      words.append(digit(jiao)).append("角");
    } else if (whole != 0) {
      words.append("零");
    }
    return rest == 0
        ? words.append("整").toString()
        : words.append(digit(rest)).append("分").toString();
  }

  private static String whole(long number) {
    if (number == 0) {
      return "零";
    }
    StringBuilder words = new StringBuilder();
    boolean gap = false;
    for (int group = GROUPS.length - 1; group >= 0; group--) {
      int four = (int) (number / power(group) % 10_000);
      if (four == 0) {
        gap = !words.isEmpty();
        continue;
      }
      if (!words.isEmpty() && (gap || four < 1_000)) {
        words.append("零");
      }
      gap = false;
      words.append(four(four)).append(GROUPS[group]);
    }
    return words.toString();
  }

  private static String four(int number) {
    StringBuilder words = new StringBuilder();
    boolean gap = false;
    for (int place = PLACES.length - 1; place >= 0; place--) {
      int digit = number / (int) Math.pow(10, place) % 10;
      if (digit == 0) {
        gap = !words.isEmpty();
      } else {
        words.append(gap ? "零" : "").append(digit(digit)).append(PLACES[place]);
        gap = false;
      }
    }
    return words.toString();
  }

  private static long power(int group) {
    long power = 1;
    for (int i = 0; i < group; i++) {
      power *= 10_000;
    }
    return power;
  }

  private static char digit(int digit) {
    return DIGITS.charAt(digit);
  }
}
