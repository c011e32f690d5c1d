package org.maplebridge.server.cases;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.maplebridge.server.access.Staff;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/** Sittings as calendars and cases list them. Blocking. */
public final class SittingList {
  private static final String SELECT =
      """
      select s.id, s.case_id, s.case_title, s.case_number, s.kind, s.state, s.starts_at, s.ends_at,
        pl.name as place_name,
        (select h.name from sitting_participant h where h.sitting_id = s.id and h.host
          order by h.seat limit 1) as host_name
      from sitting s left join dispute d on d.id = s.case_id left join place pl on pl.id = s.place_id
      """;

  private static final RowMapper<SittingSummary> SUMMARY =
      (row, context) ->
          new SittingSummary(
              row.getString("id"),
              row.getString("case_id"),
              row.getString("case_title"),
              row.getString("case_number"),
              SittingKind.valueOf(row.getString("kind")),
              SittingState.valueOf(row.getString("state")),
              row.getObject("starts_at", OffsetDateTime.class),
              row.getObject("ends_at", OffsetDateTime.class),
              Optional.ofNullable(row.getString("place_name")),
              row.getString("host_name"),
              0,
              0);

  private final Jdbi jdbi;
  private final RoomOccupancy occupancy;

  public SittingList(Jdbi jdbi, RoomOccupancy occupancy) {
    this.jdbi = jdbi;
    this.occupancy = occupancy;
  }

  /**
   * Sittings the caller may see that touch a time, in order of their start.
   *
   * @param mine only those the caller takes part in
   */
  public List<SittingSummary> between(
      Staff staff, OffsetDateTime from, OffsetDateTime to, boolean mine) {
    String condition =
        mine
            ? """
              and exists (select 1 from sitting_participant me
                where me.sitting_id = s.id and me.person_id = :scopeStaff)
              """
            : "";
    return counted(
        jdbi.withHandle(
            handle ->
                CaseScope.bind(
                        handle.createQuery(
                            SELECT
                                + " where s.ends_at > :from and s.starts_at < :to and "
                                + CaseScope.VISIBLE_SITTING
                                + condition
                                + " order by s.starts_at, s.id"),
                        staff)
                    .bind("from", from)
                    .bind("to", to)
                    .map(SUMMARY)
                    .list()));
  }

  /** A sitting the caller may see. */
  public Optional<SittingSummary> find(Staff staff, String sittingId) {
    return counted(
            jdbi.withHandle(
                handle ->
                    CaseScope.bind(
                            handle.createQuery(
                                SELECT + " where s.id = :id and " + CaseScope.VISIBLE_SITTING),
                            staff)
                        .bind("id", sittingId)
                        .map(SUMMARY)
                        .list()))
        .stream()
        .findFirst();
  }

  /** All sittings of a case, oldest first. */
  List<SittingSummary> ofCase(String caseId) {
    return counted(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(SELECT + " where s.case_id = :id order by s.starts_at, s.id")
                    .bind("id", caseId)
                    .map(SUMMARY)
                    .list()));
  }

  private List<SittingSummary> counted(List<SittingSummary> sittings) {
    return sittings.stream()
        .map(
            sitting ->
                sitting.state().isOpen() ? sitting.with(occupancy.of(sitting.id())) : sitting)
        .toList();
  }
}
