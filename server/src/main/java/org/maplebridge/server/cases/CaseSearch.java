package org.maplebridge.server.cases;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.number.CaseNumbers;
import org.maplebridge.server.cases.number.NumberReading;

/** Finds the cases a member of staff may see by words, numbers and status. */
final class CaseSearch {
  private static final String MATCHES =
      """
       from dispute d where
        (cast(:status as text) is null or d.status = :status)
        and (cast(:pattern as text) is null or d.search_text ilike :pattern
          or exists (select 1 from case_number k where k.case_id = d.id and k.key = :key))
        and\s""";

  private static final String ITEMS =
      """
      select d.id, d.platform_number, d.title, d.category, d.status, d.registered_at,
        (select n.display from case_number n where n.case_id = d.id and n.role = 'PRIMARY')
          as number,
        (select array_agg(p.name order by y.seat) from party y
          join person p on p.id = y.person_id where y.case_id = d.id) as party_names,
        (select min(s.starts_at) from sitting s where s.case_id = d.id and s.ends_at > :now
          and s.state not in ('ENDED', 'CANCELLED')) as next_sitting_at
      """;

  private CaseSearch() {}

  /**
   * One page, newest first.
   *
   * @param words part of a title, number or party name; a number in any spelling finds its case
   * @param page from 1
   */
  static CasePage find(
      Handle handle,
      Staff staff,
      Optional<String> words,
      Optional<CaseStatus> status,
      OffsetDateTime now,
      int page,
      int size) {
    String where = MATCHES + CaseScope.VISIBLE;
    Query count = bound(handle.createQuery("select count(*)" + where), staff, words, status);
    Query items =
        bound(
            handle.createQuery(
                ITEMS + where + " order by d.registered_at desc, d.id limit :size offset :skipped"),
            staff,
            words,
            status);
    List<CaseItem> found =
        items
            .bind("now", now)
            .bind("size", size)
            .bind("skipped", (page - 1L) * size)
            .map(
                (row, context) ->
                    new CaseItem(
                        row.getString("id"),
                        row.getString("platform_number"),
                        row.getString("number"),
                        row.getString("title"),
                        row.getString("category"),
                        CaseStatus.valueOf(row.getString("status")),
                        List.of((String[]) row.getArray("party_names").getArray()),
                        row.getObject("registered_at", OffsetDateTime.class),
                        Optional.ofNullable(
                            row.getObject("next_sitting_at", OffsetDateTime.class))))
            .list();
    return new CasePage(
        found.stream().map(CaseItem::masked).toList(), count.mapTo(Long.class).one());
  }

  private static Query bound(
      Query query, Staff staff, Optional<String> words, Optional<CaseStatus> status) {
    return CaseScope.bind(query, staff)
        .bind("status", status.map(CaseStatus::name))
        .bind("pattern", words.map(CaseSearch::pattern))
        .bind("key", words.flatMap(CaseSearch::key));
  }

  private static String pattern(String words) {
    return "%" + words.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  private static Optional<String> key(String words) {
    return CaseNumbers.read(words) instanceof NumberReading.Accepted accepted
        ? Optional.of(accepted.number().key())
        : Optional.empty();
  }
}
