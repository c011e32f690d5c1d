package org.maplebridge.server.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.persistence.TestDatabase;

class OrgDirectoryTest {
  private final Jdbi jdbi = TestDatabase.fresh();
  private final OrgDirectory directory = new OrgDirectory(jdbi);

  @Test
  void theDistrictHasItsFiveLevels() {
    var counts =
        directory.list(Optional.of("510503")).stream()
            .collect(Collectors.groupingBy(OrgUnit::level, Collectors.counting()));

    assertEquals(1, counts.get(Level.DISTRICT));
    assertEquals(13, counts.get(Level.TOWN));
    assertEquals(156, counts.get(Level.VILLAGE));
    assertEquals(202, counts.get(Level.GRID));
    assertEquals(3_286, counts.get(Level.MICRO_GRID));
  }

  @Test
  void theTreeOfEveryoneEndsAtVillages() {
    assertEquals(1 + 13 + 156, directory.list(Optional.empty()).size());
  }

  @Test
  void codesGrowByThreeDigitsPerLevel() {
    OrgUnit village = directory.find("510503101001").orElseThrow();
    assertEquals(Optional.of("510503101"), village.parentCode());
    assertEquals("护国镇", directory.find("510503101").orElseThrow().name());
    assertTrue(directory.isWithin("510503101001", "510503101"));
    assertTrue(directory.isWithin("510503101", "510503101"));
    assertFalse(directory.isWithin("510503101", "510503101001"));
    assertFalse(directory.isWithin("510503101001", "510503102"));
  }

  @Test
  void everyTownHasPlacesToBook() {
    long towns =
        directory.places().stream()
            .map(Place::orgCode)
            .filter(code -> code.length() == 9)
            .distinct()
            .count();
    assertEquals(13, towns);
  }
}
