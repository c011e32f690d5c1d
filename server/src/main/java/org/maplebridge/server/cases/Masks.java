package org.maplebridge.server.cases;

/** Personal data as it is shown where the whole is not needed. Pure. */
public final class Masks {

  private Masks() {}

  /** 陈桂珍 becomes 陈某珍, 杨军 becomes 杨某; works on characters, not on code units. */
  public static String name(String name) {
    int[] characters = name.codePoints().toArray();
    if (characters.length == 0) {
      return "";
    }
    String first = Character.toString(characters[0]);
    return characters.length < 3
        ? first + "某"
        : first + "某" + Character.toString(characters[characters.length - 1]);
  }

  /** 13812345678 becomes 138****5678; a short number is hidden but for its last two digits. */
  public static String phone(String phone) {
    int length = phone.length();
    if (length >= 11) {
      return phone.substring(0, 3) + "****" + phone.substring(length - 4);
    }
    return "****" + phone.substring(Math.max(0, length - 2));
  }
}
