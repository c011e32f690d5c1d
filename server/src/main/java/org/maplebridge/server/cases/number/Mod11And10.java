package org.maplebridge.server.cases.number;

/** The check digit of ISO/IEC 7064, hybrid system MOD 11,10: finds every single wrong digit. */
final class Mod11And10 {

  private Mod11And10() {}

  /**
   * @param digits ASCII digits
   * @return 0 to 9
   */
  static int checkDigit(String digits) {
    int product = 10;
    for (int i = 0; i < digits.length(); i++) {
      int sum = (product + (digits.charAt(i) - '0')) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10;
  }
}
