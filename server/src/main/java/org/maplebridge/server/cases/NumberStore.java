package org.maplebridge.server.cases;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.cases.number.CaseNumber;
import org.maplebridge.server.cases.number.NumberFamily;

/** SQL of case numbers. Every method works within the caller's transaction. */
final class NumberStore {

  /** A committee and its characters in numbers. */
  record Committee(String orgCode, String characters) {}

  /** The committee of a unit, or of the nearest unit above that has one. */
  Optional<Committee> committeeOf(Handle handle, String orgCode) {
    return handle
        .createQuery(
            """
            select c.org_code, c.characters
            from mediation_committee c join org_unit u on u.code = c.org_code,
              org_unit mine
            where mine.code = :org and mine.path <@ u.path
            order by nlevel(u.path) desc limit 1
            """)
        .bind("org", orgCode)
        .map(ConstructorMapper.of(Committee.class))
        .findOne();
  }

  /**
   * The committee's next number of a year. Its row stays locked until the transaction ends, so the
   * next caller waits, and gets the same number again should this one be rolled back: no gaps.
   */
  CaseNumber.Mediation next(Handle handle, Committee committee, int year) {
    int sequence =
        handle
            .createQuery(
                """
                insert into mediation_counter (org_code, year, last) values (:org, :year, 1)
                on conflict (org_code, year) do update set last = mediation_counter.last + 1
                returning last
                """)
            .bind("org", committee.orgCode())
            .bind("year", year)
            .mapTo(Integer.class)
            .one();
    return new CaseNumber.Mediation(year, committee.characters(), "人调", sequence);
  }

  /**
   * Binds a number to a case.
   *
   * @return false when the number is bound already, to this case or another
   */
  boolean bind(
      Handle handle,
      String caseId,
      CaseNumber number,
      String raw,
      NumberRole role,
      OffsetDateTime now,
      String staffId) {
    return handle
            .createUpdate(
                """
                insert into case_number
                  (key, case_id, family, display, raw, role, bound_at, bound_by)
                values (:key, :caseId, :family, :display, :raw, :role, :now, :staffId)
                on conflict (key) do nothing
                """)
            .bind("key", number.key())
            .bind("caseId", caseId)
            .bind("family", number.family())
            .bind("display", number.display())
            .bind("raw", raw)
            .bind("role", role)
            .bind("now", now)
            .bind("staffId", staffId)
            .execute()
        == 1;
  }

  /** Makes room for another primary number. */
  void demotePrimary(Handle handle, String caseId) {
    handle
        .createUpdate(
            "update case_number set role = 'LINKED' where case_id = :id and role = 'PRIMARY'")
        .bind("id", caseId)
        .execute();
  }

  /** The case that carries a number. */
  Optional<String> caseOf(Handle handle, String key) {
    return handle
        .createQuery("select case_id from case_number where key = :key")
        .bind("key", key)
        .mapTo(String.class)
        .findOne();
  }

  List<BoundNumber> of(Handle handle, String caseId) {
    return handle
        .createQuery(
            """
            select family, display, key, role, bound_at from case_number
            where case_id = :id order by bound_at, key
            """)
        .bind("id", caseId)
        .map(ConstructorMapper.of(BoundNumber.class))
        .list();
  }

  Optional<BoundNumber> ofFamily(Handle handle, String caseId, NumberFamily family) {
    return of(handle, caseId).stream().filter(n -> n.family() == family).findFirst();
  }
}
