package org.maplebridge.server.org;

/**
 * Who invites people.
 *
 * @param name the centre's name, as it stands in messages and on the join page
 * @param helpPhone where people call when they are lost
 */
public record CentreConfig(String name, String helpPhone) {

  public static CentreConfig defaults() {
    return new CentreConfig("纳溪区社会治理中心", "0830-0000000");
  }
}
