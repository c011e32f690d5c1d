package org.maplebridge.server.cases;

import org.jdbi.v3.core.statement.SqlStatement;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Scope;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.http.ProblemException;

/**
 * Which cases a member of staff may see, by the reach of the role: the whole district, of it the
 * closed cases, those with a court number, the own unit and below, and in all of these and alone
 * those one registered or sits in. Everything else does not exist for them, and an expert called
 * into a sitting sees what is shared for the call.
 */
public final class CaseScope {

  /** A condition over {@code dispute d}; needs {@link #bind}. */
  public static final String VISIBLE =
      """
      (:scopeDistrict
        or (:scopeClosed and d.status in ('CLOSED', 'ARCHIVED'))
        or (:scopeLinked and exists (select 1 from case_number cn
          where cn.case_id = d.id and cn.family = 'COURT'))
        or (:scopeUnit and exists (select 1 from org_unit u, org_unit mine
          where u.code = d.org_code and mine.code = :scopeOrg and u.path <@ mine.path))
        or (:scopeOwn and d.registered_by = :scopeStaff)
        or (:scopeOwn and exists (select 1 from sitting vs join sitting_participant vp on vp.sitting_id = vs.id
          where vs.case_id = d.id and vp.person_id = :scopeStaff
            and vp.role <> 'EXPERT')))
      """;

  /**
   * A condition over {@code sitting s left join dispute d}; needs {@link #bind}. A sitting of no
   * dispute is a consultation, and exists for its counsellor alone.
   */
  public static final String VISIBLE_SITTING =
      "(d.id is not null and "
          + VISIBLE
          + """
            or d.id is null and exists (select 1 from sitting_participant own
              where own.sitting_id = s.id and own.host and own.person_id = :scopeStaff))
            """;

  private CaseScope() {}

  /** Binds the caller to {@link #VISIBLE}. */
  public static <T extends SqlStatement<T>> T bind(T statement, Staff staff) {
    Scope reach = Permissions.scope(staff.role(), Action.READ_CASE);
    return statement
        .bind("scopeDistrict", reach == Scope.DISTRICT)
        .bind("scopeClosed", reach == Scope.CLOSED)
        .bind("scopeLinked", reach == Scope.LINKED)
        .bind("scopeUnit", reach == Scope.UNIT)
        .bind("scopeOwn", reach != Scope.NONE)
        .bind("scopeOrg", staff.orgCode())
        .bind("scopeStaff", staff.id());
  }

  /**
   * Refuses a role that may not do this at all, whatever the case.
   *
   * @throws ProblemException {@code case.not-permitted}, 403
   */
  public static void require(Staff staff, Action action) {
    if (Permissions.scope(staff.role(), action) == Scope.NONE) {
      throw new ProblemException("case.not-permitted", 403);
    }
  }
}
