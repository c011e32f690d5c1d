package org.maplebridge.server.org;

/**
 * Who invites people.
 *
 * @param name the centre's name, as it stands in messages and on the join page
 * @param helpPhone where people call when they are lost
 * @param dutyPhone of whoever is on duty, for silent alarms
 */
public record CentreConfig(String name, String helpPhone, String dutyPhone) {

  public static CentreConfig defaults() {
    return new CentreConfig("纳溪区社会治理中心", "0830-0000000", "0830-0000000");
  }
}
