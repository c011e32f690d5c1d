package org.maplebridge.server.identity;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.District;
import org.maplebridge.server.org.OrgDirectory;
import org.maplebridge.server.org.OrgUnit;

/** {@code /api/session} and {@code /api/staff}. */
public final class IdentityRoutes {
  private static final String COOKIE = "maple_refresh";
  private static final String COOKIE_PATH = "/api/session";

  private final SessionDesk desk;
  private final StaffDirectory directory;
  private final OrgDirectory organisation;
  private final Duration refreshLife;

  public IdentityRoutes(
      SessionDesk desk,
      StaffDirectory directory,
      OrgDirectory organisation,
      IdentityConfig config) {
    this.desk = desk;
    this.directory = directory;
    this.organisation = organisation;
    this.refreshLife = config.refreshLife();
  }

  public void declare(Api api) {
    api.open().post("/api/session", this::signIn);
    api.open().post("/api/session/refresh", this::refresh);
    api.open().delete("/api/session", this::signOut);
    api.staff().get("/api/staff", this::staff);
  }

  private Answer signIn(Call call) {
    var body = call.body(SignIn.class);
    return opened(call, desk.signIn(body.username(), body.password()));
  }

  private Answer refresh(Call call) {
    String token =
        call.cookie(COOKIE).orElseThrow(() -> new ProblemException("identity.session-ended", 401));
    return opened(call, desk.refresh(token));
  }

  private Answer signOut(Call call) {
    call.cookie(COOKIE).ifPresent(desk::signOut);
    call.setCookie(COOKIE, "", COOKIE_PATH, Duration.ZERO);
    return Answer.none();
  }

  private Answer staff(Call call) {
    return Answer.json(directory.list(call.query("role").map(IdentityRoutes::role)));
  }

  private Answer opened(Call call, Session session) {
    call.setCookie(COOKIE, session.refreshToken(), COOKIE_PATH, refreshLife);
    var staff = session.staff();
    OrgUnit unit = organisation.find(staff.orgCode()).orElseThrow();
    return Answer.json(
        new Opened(
            session.accessToken(),
            session.expiresAt().atZone(District.ZONE).toOffsetDateTime(),
            new Me(
                staff.id(), staff.name(), staff.role(), unit.code(), unit.name(), unit.centre())));
  }

  private static StaffRole role(String name) {
    try {
      return StaffRole.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new ProblemException("http.bad-query", 400, "role");
    }
  }

  private record SignIn(String username, String password) {}

  private record Opened(String accessToken, OffsetDateTime expiresAt, Me staff) {}

  private record Me(
      String id, String name, StaffRole role, String orgCode, String orgName, String centre) {}
}
