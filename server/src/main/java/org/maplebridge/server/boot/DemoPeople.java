package org.maplebridge.server.boot;

import java.util.List;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.identity.Accounts;

/** The accounts of a demonstration: made-up people whose password everyone may know. */
final class DemoPeople {
  static final String PASSWORD = "maple-demo-2026";

  static final List<Person> ALL =
      List.of(
          new Person("mediator", "李调解", StaffRole.MEDIATOR, "510503"),
          new Person("mediator2", "王调解", StaffRole.MEDIATOR, "510503101"),
          new Person("mediator3", "张调解", StaffRole.MEDIATOR, "510503001"),
          new Person("judge", "周审判", StaffRole.JUDGE, "510503"),
          new Person("clerk", "吴书记", StaffRole.COURT_CLERK, "510503"),
          new Person("courthost", "郑庭务", StaffRole.COURT_HOST, "510503001"),
          new Person("archivist", "孙档案", StaffRole.ARCHIVIST, "510503"),
          new Person("chief", "钱值班", StaffRole.DUTY_CHIEF, "510503"),
          new Person("counsellor", "周心语", StaffRole.COUNSELLOR, "510503"),
          new Person("counsellor2", "吴静", StaffRole.COUNSELLOR, "510503"),
          new Person("expert", "陈律师", StaffRole.EXPERT, "510503"),
          new Person("expert2", "何律师", StaffRole.EXPERT, "510503"),
          new Person("admin", "赵主任", StaffRole.DISTRICT_ADMIN, "510503"));

  private final Accounts accounts;

  DemoPeople(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Adds whoever is missing; gives the mediator the demonstration is about. */
  Staff ensure() {
    for (Person person : ALL) {
      if (accounts.find(person.username()).isEmpty()) {
        accounts.add(person.username(), PASSWORD, person.name(), person.role(), person.orgCode());
      }
    }
    return accounts.find(ALL.getFirst().username()).orElseThrow();
  }

  /** One demo account. */
  record Person(String username, String name, StaffRole role, String orgCode) {}
}
