package org.maplebridge.server.minutes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaginationTest {

  @Test
  void pagesHoldEverythingInOrderAndEachItsOwnHash() {
    String text = "申请人说：水从楼上漏下来，墙皮都泡坏了abc。".repeat(100);
    List<MinutesDocument.Page> pages = Pagination.of(List.of("【各方陈述】", text));
    assertEquals(3, pages.size());
    String all =
        pages.stream().flatMap(page -> page.lines().stream()).skip(1).collect(Collectors.joining());
    assertEquals(text, all);
    assertNotEquals(pages.get(0).sha256(), pages.get(1).sha256());
    pages.forEach(
        page ->
            page.lines()
                .forEach(
                    line ->
                        assertEquals(
                            true,
                            line.codePoints().map(c -> c < 0x2e80 ? 1 : 2).sum() <= 76,
                            line)));
  }

  @Test
  void emptyMinutesAreOneEmptyPage() {
    assertEquals(1, Pagination.of(List.of()).size());
  }
}
