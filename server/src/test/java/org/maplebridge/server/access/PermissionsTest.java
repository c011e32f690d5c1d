package org.maplebridge.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermissionsTest {

  @Test
  void aMediatorReadsOnlyTheirOwnCases() {
    var mediator = new Staff("m", "李调解", StaffRole.MEDIATOR, "510503");
    assertTrue(Permissions.allows(mediator, Action.READ_CASE, new Relation(true, false)));
    assertFalse(Permissions.allows(mediator, Action.READ_CASE, new Relation(false, true)));
  }

  @Test
  void aTownReachesWhatLiesBelowIt() {
    var town = new Staff("t", "镇", StaffRole.TOWN_OFFICER, "510503101");
    assertTrue(Permissions.allows(town, Action.READ_CASE, new Relation(false, true)));
    assertFalse(Permissions.allows(town, Action.READ_CASE, new Relation(false, false)));
  }

  @Test
  void theDistrictReachesEverythingItMayDo() {
    var admin = new Staff("a", "赵", StaffRole.DISTRICT_ADMIN, "510503");
    assertTrue(Permissions.allows(admin, Action.READ_CASE, new Relation(false, false)));
    assertFalse(Permissions.allows(admin, Action.RECORD_MEDIATION, new Relation(true, true)));
    assertFalse(Permissions.allows(admin, Action.READ_AUDIT, new Relation(true, true)));
  }

  @Test
  void onlyTheMediatorHostsAndRecords() {
    for (StaffRole role : StaffRole.values()) {
      Scope expected = role == StaffRole.MEDIATOR ? Scope.OWN : Scope.NONE;
      assertEquals(expected, Permissions.scope(role, Action.HOST_MEDIATION));
      assertEquals(expected, Permissions.scope(role, Action.RECORD_MEDIATION));
    }
  }

  @Test
  void anArchivistReadsAndArchivesClosedCasesOnly() {
    var archivist = new Staff("k", "孙档案", StaffRole.ARCHIVIST, "510503");
    for (Action action : new Action[] {Action.READ_CASE, Action.ARCHIVE_CASE}) {
      assertTrue(Permissions.allows(archivist, action, new Relation(false, false, true)));
      assertFalse(Permissions.allows(archivist, action, new Relation(false, true, false)));
    }
    assertFalse(
        Permissions.allows(
            new Staff("m", "李调解", StaffRole.MEDIATOR, "510503"),
            Action.ARCHIVE_CASE,
            new Relation(true, true, true)));
  }

  @Test
  void whoSeesNothingOfCasesSeesNone() {
    for (StaffRole role : new StaffRole[] {StaffRole.COUNSELLOR, StaffRole.AUDITOR}) {
      assertEquals(Scope.NONE, Permissions.scope(role, Action.READ_CASE), role.name());
    }
  }

  /** A person who stands in no relation to a thing is refused it everywhere but district-wide. */
  @Test
  void strangersAreRefused() {
    Map<StaffRole, Integer> open = new EnumMap<>(StaffRole.class);
    for (StaffRole role : StaffRole.values()) {
      for (Action action : Action.values()) {
        var staff = new Staff("s", "某", role, "510503101");
        if (Permissions.allows(staff, action, new Relation(false, false))) {
          assertEquals(Scope.DISTRICT, Permissions.scope(role, action));
          open.merge(role, 1, Integer::sum);
        }
      }
    }
    assertEquals(null, open.get(StaffRole.MEDIATOR));
    assertEquals(null, open.get(StaffRole.GRID_WORKER));
  }
}
