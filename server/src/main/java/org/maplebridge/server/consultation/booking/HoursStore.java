package org.maplebridge.server.consultation.booking;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of published hours and of what is taken. Within the caller's transaction. */
final class HoursStore {

  /** A counsellor as clients see them. */
  record Counsellor(String id, String name) {}

  void publish(Handle handle, String counsellorId, List<WorkingHours> hours) {
    handle.execute("delete from counselling.working_hours where counsellor_id = ?", counsellorId);
    for (WorkingHours stretch : hours) {
      handle.execute(
          """
          insert into counselling.working_hours (counsellor_id, weekday, from_minute, to_minute)
          values (?, ?, ?, ?)
          """,
          counsellorId,
          stretch.weekday(),
          stretch.fromMinute(),
          stretch.toMinute());
    }
  }

  List<WorkingHours> of(Handle handle, String counsellorId) {
    return handle
        .createQuery(
            """
            select weekday, from_minute, to_minute from counselling.working_hours
            where counsellor_id = :id order by weekday, from_minute
            """)
        .bind("id", counsellorId)
        .map(ConstructorMapper.of(WorkingHours.class))
        .list();
  }

  /** Who published hours, by name. */
  List<Counsellor> counsellors(Handle handle) {
    return handle
        .createQuery(
            """
            select s.id, s.name from staff s where s.active and s.role = 'COUNSELLOR' and exists
              (select 1 from counselling.working_hours h where h.counsellor_id = s.id)
            order by s.name, s.id
            """)
        .map(ConstructorMapper.of(Counsellor.class))
        .list();
  }

  /** When somebody is taken from a time on, whatever for. */
  List<Slots.Taken> taken(Handle handle, String personId, OffsetDateTime from) {
    return handle
        .createQuery(
            """
            select lower(during) as from_at, upper(during) as to_at from sitting_claim
            where what = 'PERSON' and occupied_id = :id and upper(during) > :from
            """)
        .bind("id", personId)
        .bind("from", from)
        .map(
            (row, context) ->
                new Slots.Taken(
                    row.getObject("from_at", OffsetDateTime.class),
                    row.getObject("to_at", OffsetDateTime.class)))
        .list();
  }
}
