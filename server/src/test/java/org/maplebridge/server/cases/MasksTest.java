package org.maplebridge.server.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

  @ParameterizedTest
  @CsvSource({"陈桂珍, 陈某珍", "杨军, 杨某", "欧阳小明, 欧某明", "王, 王某", "𠮷田三, 𠮷某三", "'', ''"})
  void namesKeepTheirEnds(String name, String masked) {
    assertEquals(masked, Masks.name(name));
  }

  @ParameterizedTest
  @CsvSource({"13812345678, 138****5678", "0830-4212345, 083****2345", "12345, ****45", "1, ****1"})
  void phonesKeepTheirEnds(String phone, String masked) {
    assertEquals(masked, Masks.phone(phone));
  }
}
