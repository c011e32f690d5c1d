package org.maplebridge.server.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.TestDatabase;

class SessionDeskTest {
  private static final String PASSWORD = "correct horse 枫桥";

  private final Jdbi jdbi = TestDatabase.fresh();
  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-04-16T02:00:00Z");
  private final InstantSource clock = () -> now;
  private final AccessTokens tokens = new AccessTokens(new byte[32], Json.mapper(), clock);
  private final AuditLog audit = new AuditLog(jdbi, clock);
  private final SessionDesk desk =
      new SessionDesk(jdbi, tokens, audit, IdentityConfig.defaults(), random, clock);
  private final Accounts accounts = new Accounts(jdbi, random);

  @BeforeEach
  void addAccount() {
    accounts.add("li", PASSWORD, "李调解", StaffRole.MEDIATOR, "510503");
  }

  @Test
  void aRightPasswordOpensASessionForTenMinutes() {
    Session session = desk.signIn("li", PASSWORD);

    assertEquals(Optional.of(session.staff()), tokens.staffOf(session.accessToken()));
    now = now.plus(Duration.ofMinutes(10));
    assertEquals(Optional.empty(), tokens.staffOf(session.accessToken()));
  }

  @Test
  void accountsNeedAUnitAFreeNameAndALongPassword() {
    assertEquals("identity.unknown-org", refusal(() -> add("zhao", PASSWORD, "99")));
    assertEquals("identity.username-taken", refusal(() -> add("li", PASSWORD, "510503")));
    assertEquals("identity.password-short", refusal(() -> add("zhao", "short", "510503")));
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreToldAlike() {
    assertEquals("identity.wrong-password", refusal(() -> desk.signIn("li", "wrong")));
    assertEquals("identity.wrong-password", refusal(() -> desk.signIn("nobody", PASSWORD)));
  }

  @Test
  void fiveWrongPasswordsLockForAQuarterOfAnHour() {
    for (int i = 0; i < 5; i++) {
      assertEquals("identity.wrong-password", refusal(() -> desk.signIn("li", "wrong")));
    }
    assertEquals("identity.locked", refusal(() -> desk.signIn("li", PASSWORD)));

    now = now.plus(Duration.ofMinutes(15));

    assertEquals("李调解", desk.signIn("li", PASSWORD).staff().name());
  }

  @Test
  void aRightPasswordForgivesEarlierOnes() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        refusal(() -> desk.signIn("li", "wrong"));
      }
      desk.signIn("li", PASSWORD);
    }
    assertTrue(audit.firstBreak().isEmpty());
  }

  @Test
  void aRefreshTokenChangesAtEachUse() {
    Session first = desk.signIn("li", PASSWORD);
    Session second = desk.refresh(first.refreshToken());
    assertNotEquals(first.refreshToken(), second.refreshToken());
    assertEquals(first.staff(), desk.refresh(second.refreshToken()).staff());
  }

  @Test
  void aUsedTokenThatComesBackEndsTheFamily() {
    Session first = desk.signIn("li", PASSWORD);
    Session second = desk.refresh(first.refreshToken());
    now = now.plus(Duration.ofMinutes(1));

    assertEquals("identity.session-ended", refusal(() -> desk.refresh(first.refreshToken())));
    assertEquals("identity.session-ended", refusal(() -> desk.refresh(second.refreshToken())));
  }

  @Test
  void twoTabsMayRefreshAtTheSameMoment() {
    Session first = desk.signIn("li", PASSWORD);
    Session left = desk.refresh(first.refreshToken());
    Session right = desk.refresh(first.refreshToken());
    assertEquals(left.staff(), right.staff());
  }

  @Test
  void signingOutEndsTheSession() {
    Session session = desk.signIn("li", PASSWORD);
    desk.signOut(session.refreshToken());
    assertEquals("identity.session-ended", refusal(() -> desk.refresh(session.refreshToken())));
  }

  @Test
  void aNewPasswordEndsEverySession() {
    Session session = desk.signIn("li", PASSWORD);
    accounts.setPassword("li", "another password");
    assertEquals("identity.session-ended", refusal(() -> desk.refresh(session.refreshToken())));
    assertEquals("李调解", desk.signIn("li", "another password").staff().name());
  }

  @Test
  void noTokenIsStoredInTheClear() {
    Session session = desk.signIn("li", PASSWORD);
    long found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from refresh_token r where r::text like :token")
                    .bind("token", "%" + session.refreshToken() + "%")
                    .mapTo(Long.class)
                    .one());
    assertEquals(0, found);
  }

  @Test
  void forgedTokensAreRefused() {
    String token = desk.signIn("li", PASSWORD).accessToken();
    String[] parts = token.split("\\.", -1);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    String admin = payload(parts[1]).replace("MEDIATOR", "DISTRICT_ADMIN");

    for (String forged :
        new String[] {
          none + "." + parts[1] + ".",
          parts[0] + "." + encoded(admin) + "." + parts[2],
          parts[0] + "." + parts[1],
          parts[0] + "." + parts[1] + ".",
          "",
          "...",
          token + "x",
        }) {
      assertEquals(Optional.empty(), tokens.staffOf(forged), forged);
    }
    var otherServer = new AccessTokens(new byte[33], Json.mapper(), clock);
    var staff = new Staff("x", "某", StaffRole.DISTRICT_ADMIN, "510503");
    String foreign = otherServer.issue(staff, now.plusSeconds(60));
    assertEquals(Optional.of(staff), otherServer.staffOf(foreign));
  }

  @Test
  void hashesAreSaltedAndCarryTheirParameters() {
    var passwords = new Passwords(random);
    String one = passwords.hash(PASSWORD);
    assertNotEquals(one, passwords.hash(PASSWORD));
    assertTrue(one.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), one);
    assertTrue(passwords.matches(PASSWORD, one));
    assertFalse(passwords.matches(PASSWORD + " ", one));
    assertFalse(passwords.matches(PASSWORD, "plain"));
  }

  /** A vector of the reference implementation, so that hashes of others can be read. */
  @Test
  void theHashIsArgon2idAsOthersComputeIt() {
    assertTrue(
        new Passwords(random)
            .matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
  }

  private void add(String username, String password, String orgCode) {
    accounts.add(username, password, "赵", StaffRole.MEDIATOR, orgCode);
  }

  private static String refusal(Runnable act) {
    return assertThrows(ProblemException.class, act::run).id();
  }

  private static String payload(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
