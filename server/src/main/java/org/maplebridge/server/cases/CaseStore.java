package org.maplebridge.server.cases;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.number.CaseNumber;
import org.maplebridge.server.persistence.Ids;

/** SQL of cases and parties. Every method works within the caller's transaction. */
public final class CaseStore {
  private final Ids ids;

  public CaseStore(Ids ids) {
    this.ids = ids;
  }

  /** The next platform number of a day; without gaps, since the counter's row is ours to commit. */
  CaseNumber.Platform nextPlatformNumber(Handle handle, LocalDate day) {
    int sequence =
        handle
            .createQuery(
                """
                insert into platform_counter (day, last) values (:day, 1)
                on conflict (day) do update set last = platform_counter.last + 1
                returning last
                """)
            .bind("day", day)
            .mapTo(Integer.class)
            .one();
    return new CaseNumber.Platform(day, sequence);
  }

  /** Stores a case without its numbers and gives its id. */
  String insert(
      Handle handle,
      NewCase wanted,
      CaseNumber.Platform number,
      OffsetDateTime now,
      String staffId) {
    String id = ids.next();
    handle
        .createUpdate(
            """
            insert into dispute (id, platform_number, title, category, status, facts, demand,
              amount_yuan, org_code, registered_at, registered_by, search_text)
            values (:id, :number, :title, :category, 'REGISTERED', :facts, :demand,
              :amountYuan, :orgCode, :now, :staffId, '')
            """)
        .bindMethods(wanted)
        .bind("id", id)
        .bind("number", number.display())
        .bind("amountYuan", wanted.amountYuan())
        .bind("now", now)
        .bind("staffId", staffId)
        .execute();
    for (int seat = 0; seat < wanted.parties().size(); seat++) {
      insertParty(handle, id, seat, wanted.parties().get(seat));
    }
    return id;
  }

  /** Brings what searches look through up to date with title, numbers and parties. */
  void refreshSearch(Handle handle, String caseId) {
    handle
        .createUpdate(
            """
            update dispute d set search_text = d.title
              || ' ' || coalesce((select string_agg(n.display, ' ') from case_number n
                where n.case_id = d.id), '')
              || ' ' || coalesce((select string_agg(p.name, ' ') from party y
                join person p on p.id = y.person_id where y.case_id = d.id), '')
            where d.id = :id
            """)
        .bind("id", caseId)
        .execute();
  }

  /** A case the caller may see. */
  Optional<CaseRow> find(Handle handle, Staff staff, String caseId) {
    var query = handle.createQuery(CaseRow.SELECT + " where d.id = :id and " + CaseScope.VISIBLE);
    return CaseScope.bind(query, staff)
        .bind("id", caseId)
        .map(ConstructorMapper.of(CaseRow.class))
        .findOne();
  }

  /** How a member of staff stands to a case. */
  Relation relation(Handle handle, Staff staff, String caseId) {
    return handle
        .createQuery(
            """
            select d.registered_by = :staff or exists (select 1 from sitting s
                join sitting_participant p on p.sitting_id = s.id
                where s.case_id = d.id and s.kind <> 'HEARING' and p.person_id = :staff
                  and p.role <> 'EXPERT') as own,
              exists (select 1 from org_unit u, org_unit mine
                where u.code = d.org_code and mine.code = :org and u.path <@ mine.path) as within,
              d.status in ('CLOSED', 'ARCHIVED') as closed,
              exists (select 1 from case_number n where n.case_id = d.id and n.family = 'COURT')
                or exists (select 1 from sitting s
                  join sitting_participant p on p.sitting_id = s.id
                  where s.case_id = d.id and s.kind = 'HEARING' and p.person_id = :staff) as linked
            from dispute d where d.id = :id
            """)
        .bind("staff", staff.id())
        .bind("org", staff.orgCode())
        .bind("id", caseId)
        .map(
            (row, context) ->
                new Relation(
                    row.getBoolean("own"),
                    row.getBoolean("within"),
                    row.getBoolean("closed"),
                    row.getBoolean("linked")))
        .one();
  }

  /** A case for work of the house itself, which nobody's scope limits. */
  public Optional<CaseRow> find(Handle handle, String caseId) {
    return handle
        .createQuery(CaseRow.SELECT + " where d.id = :id")
        .bind("id", caseId)
        .map(ConstructorMapper.of(CaseRow.class))
        .findOne();
  }

  /** Holds a case against other writers until the transaction ends, and gives its status. */
  Optional<CaseStatus> lock(Handle handle, String caseId) {
    return handle
        .createQuery("select status from dispute where id = :id for update")
        .bind("id", caseId)
        .mapTo(CaseStatus.class)
        .findOne();
  }

  void setStatus(Handle handle, String caseId, CaseStatus status) {
    handle
        .createUpdate("update dispute set status = :status where id = :id")
        .bind("status", status)
        .bind("id", caseId)
        .execute();
  }

  /** The parties in the order they were named, unmasked. */
  public List<Party> parties(Handle handle, String caseId) {
    return handle
        .createQuery(
            """
            select y.id, y.person_id, p.name, p.phone, y.side, y.flags
            from party y join person p on p.id = y.person_id where y.case_id = :id order by y.seat
            """)
        .bind("id", caseId)
        .map(
            (row, context) ->
                new Party(
                    row.getString("id"),
                    row.getString("person_id"),
                    row.getString("name"),
                    row.getString("phone"),
                    PartySide.valueOf(row.getString("side")),
                    flags((String[]) row.getArray("flags").getArray())))
        .list();
  }

  /**
   * The one person behind a name and a phone.
   *
   * @return their id
   */
  public String person(Handle handle, String name, String phone) {
    return handle
        .createQuery(
            """
            insert into person (id, name, phone) values (:id, :name, :phone)
            on conflict (phone, name) do update set phone = excluded.phone returning id
            """)
        .bind("id", ids.next())
        .bind("name", name)
        .bind("phone", phone)
        .mapTo(String.class)
        .one();
  }

  /** Categories, named in a language. */
  List<Category> categories(Handle handle, String language) {
    String name = language.equals("en") ? "name_en" : "name_zh";
    return handle
        .createQuery("select code, " + name + " as name from category order by code")
        .map(ConstructorMapper.of(Category.class))
        .list();
  }

  private void insertParty(Handle handle, String caseId, int seat, NewCase.NewParty party) {
    handle
        .createUpdate(
            """
            insert into party (id, case_id, person_id, side, birth_year, flags, seat)
            values (:id, :caseId, :personId, :side, :birthYear, :flags, :seat)
            """)
        .bind("personId", person(handle, party.name(), party.phone()))
        .bind("id", ids.next())
        .bind("caseId", caseId)
        .bind("side", party.side())
        .bind("birthYear", party.birthYear())
        .bindArray("flags", String.class, names(party.flags().orElse(List.of())))
        .bind("seat", seat)
        .execute();
  }

  private static Object[] names(List<PartyFlag> flags) {
    return flags.stream().map(PartyFlag::name).distinct().toArray();
  }

  private static List<PartyFlag> flags(String[] names) {
    List<PartyFlag> flags = new ArrayList<>();
    for (String name : names) {
      flags.add(PartyFlag.valueOf(name));
    }
    return flags;
  }
}
