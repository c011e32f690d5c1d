package org.maplebridge.server.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.audit.AuditLog.Outcome;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;

/** Signs staff in, keeps them signed in and signs them out. Blocking. */
public final class SessionDesk {
  private final AccountStore accounts;
  private final RefreshTokens refreshTokens;
  private final Passwords passwords;
  private final AccessTokens accessTokens;
  private final AuditLog audit;
  private final IdentityConfig config;
  private final InstantSource clock;

  public SessionDesk(
      Jdbi jdbi,
      AccessTokens accessTokens,
      AuditLog audit,
      IdentityConfig config,
      SecureRandom random,
      InstantSource clock) {
    this.accounts = new AccountStore(jdbi);
    this.refreshTokens = new RefreshTokens(jdbi, new Ids(random), config.refreshLife(), clock);
    this.passwords = new Passwords(random);
    this.accessTokens = accessTokens;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @throws ProblemException {@code identity.wrong-password}, {@code identity.locked}
   */
  Session signIn(String username, String password) {
    Optional<Account> account = accounts.byUsername(username);
    if (account.isPresent() && account.get().lockedAt(now())) {
      audit.record(account.get().id(), "session.open", "", "", Outcome.REFUSED);
      throw new ProblemException("identity.locked", 423, config.lockFor().toMinutes());
    }
    // An unknown user name takes as long as a known one, so that names cannot be probed.
    String hash = account.map(Account::passwordHash).orElse(Passwords.HASH_OF_NOBODY);
    boolean right = passwords.matches(password, hash);
    if (account.isEmpty() || !right) {
      throw wrong(account);
    }
    Staff staff = account.get().staff();
    accounts.forgetFailures(staff.id());
    audit.record(staff.id(), "session.open", "", "", Outcome.ALLOWED);
    return session(staff, refreshTokens.begin(staff.id()));
  }

  /**
   * @throws ProblemException {@code identity.session-ended}
   */
  Session refresh(String refreshToken) {
    var next = refreshTokens.rotate(refreshToken);
    return session(next.staff(), next.token());
  }

  void signOut(String refreshToken) {
    refreshTokens
        .end(refreshToken)
        .ifPresent(staffId -> audit.record(staffId, "session.close", "", "", Outcome.ALLOWED));
  }

  private ProblemException wrong(Optional<Account> account) {
    account.ifPresent(
        known -> {
          accounts.countFailure(
              known.id(), config.failuresBeforeLock(), now().plus(config.lockFor()));
          audit.record(known.id(), "session.open", "", "", Outcome.FAILED);
        });
    return new ProblemException("identity.wrong-password", 401);
  }

  private Session session(Staff staff, String refreshToken) {
    var expiresAt = clock.instant().plus(config.accessLife());
    return new Session(accessTokens.issue(staff, expiresAt), expiresAt, refreshToken, staff);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
