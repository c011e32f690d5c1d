package org.maplebridge.server.identity;

import java.security.SecureRandom;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.OrgDirectory;
import org.maplebridge.server.persistence.Ids;

/** Makes accounts and sets passwords; for the administrator's commands. Blocking. */
public final class Accounts {
  private static final int SHORTEST_PASSWORD = 10;

  private final AccountStore store;
  private final OrgDirectory organisation;
  private final Passwords passwords;
  private final Ids ids;

  public Accounts(Jdbi jdbi, SecureRandom random) {
    this.store = new AccountStore(jdbi);
    this.organisation = new OrgDirectory(jdbi);
    this.passwords = new Passwords(random);
    this.ids = new Ids(random);
  }

  /**
   * @return the new member of staff
   * @throws ProblemException {@code identity.username-taken}, {@code identity.password-short},
   *     {@code identity.unknown-org}
   */
  public Staff add(String username, String password, String name, StaffRole role, String orgCode) {
    if (organisation.find(orgCode).isEmpty()) {
      throw new ProblemException("identity.unknown-org", 422, orgCode);
    }
    var staff = new Staff(ids.next(), name, role, orgCode);
    if (!store.add(staff, username, passwords.hash(checked(password)))) {
      throw new ProblemException("identity.username-taken", 409, username);
    }
    return staff;
  }

  /**
   * @throws ProblemException {@code identity.unknown-user}, {@code identity.password-short}
   */
  public void setPassword(String username, String password) {
    if (!store.setPassword(username, passwords.hash(checked(password)))) {
      throw new ProblemException("identity.unknown-user", 404, username);
    }
  }

  public Optional<Staff> find(String username) {
    return store.byUsername(username).map(Account::staff);
  }

  private static String checked(String password) {
    if (password.length() < SHORTEST_PASSWORD) {
      throw new ProblemException("identity.password-short", 422, SHORTEST_PASSWORD);
    }
    return password;
  }
}
