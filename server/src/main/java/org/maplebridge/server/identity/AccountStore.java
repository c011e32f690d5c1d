package org.maplebridge.server.identity;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Staff;

/** The SQL of accounts. */
final class AccountStore {
  private static final String ACCOUNT =
      """
      select id, name, role, org_code, password_hash, active, failures, locked_until
      from staff where active and
      """;

  private final Jdbi jdbi;

  AccountStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Account> byUsername(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ACCOUNT + " username = :username")
                .bind("username", username)
                .map(ConstructorMapper.of(Account.class))
                .findOne());
  }

  static Optional<Account> byId(Handle handle, String id) {
    return handle
        .createQuery(ACCOUNT + " id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Account.class))
        .findOne();
  }

  /** Counts a wrong password in one statement, so that parallel guesses are all counted. */
  void countFailure(String id, int failuresBeforeLock, OffsetDateTime lockUntil) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update staff set
                      failures = case when failures + 1 >= :most then 0 else failures + 1 end,
                      locked_until = case when failures + 1 >= :most then :until else locked_until end
                    where id = :id
                    """)
                .bind("id", id)
                .bind("most", failuresBeforeLock)
                .bind("until", lockUntil)
                .execute());
  }

  void forgetFailures(String id) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update staff set failures = 0, locked_until = null where id = ? and failures > 0",
                id));
  }

  /** Adds an account; false when the user name is taken. */
  boolean add(Staff staff, String username, String passwordHash) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into staff (id, username, name, role, org_code, password_hash)
                        values (:id, :username, :name, :role, :orgCode, :hash)
                        on conflict (username) do nothing
                        """)
                    .bindMethods(staff)
                    .bind("username", username)
                    .bind("hash", passwordHash)
                    .execute()
                == 1);
  }

  /** Sets a password, lifts a lock and ends every session; false when there is no such account. */
  boolean setPassword(String username, String passwordHash) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  update refresh_token set revoked = true
                  where staff_id = (select id from staff where username = :username)
                  """)
              .bind("username", username)
              .execute();
          return handle
                  .createUpdate(
                      """
                      update staff set password_hash = :hash, failures = 0, locked_until = null
                      where username = :username
                      """)
                  .bind("username", username)
                  .bind("hash", passwordHash)
                  .execute()
              == 1;
        });
  }
}
