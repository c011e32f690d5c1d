package org.maplebridge.server.alarm;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of silent alarms. Within the caller's transaction. */
final class AlarmStore {
  private static final int SHOWN = 50;
  private static final String SELECT =
      """
      select a.id, a.sitting_id, s.case_id, s.case_number, s.case_title, s.kind, l.name as place,
        p.name, p.role, a.raised_at, a.acknowledged_at, w.name as acknowledged_by, a.remark
      from silent_alarm a
      join sitting s on s.id = a.sitting_id
      join sitting_participant p on p.id = a.participant_id
      left join place l on l.id = s.place_id
      left join staff w on w.id = a.acknowledged_by
      """;

  /**
   * @return false where one of this person is open already
   */
  boolean insert(Handle handle, String id, String sittingId, String who, OffsetDateTime now) {
    return handle.execute(
            """
            insert into silent_alarm (id, sitting_id, participant_id, raised_at)
            values (?, ?, ?, ?) on conflict do nothing
            """,
            id,
            sittingId,
            who,
            now)
        == 1;
  }

  Optional<SilentAlarm> find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "where a.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(SilentAlarm.class))
        .findOne();
  }

  /** Those nobody has answered first, then the newest. */
  List<SilentAlarm> newest(Handle handle) {
    return handle
        .createQuery(
            SELECT + "order by a.acknowledged_at is not null, a.raised_at desc limit :shown")
        .bind("shown", SHOWN)
        .map(ConstructorMapper.of(SilentAlarm.class))
        .list();
  }

  /**
   * @return false where somebody has answered it already
   */
  boolean acknowledge(Handle handle, String id, String by, String remark, OffsetDateTime now) {
    return handle.execute(
            """
            update silent_alarm set acknowledged_at = ?, acknowledged_by = ?, remark = ?
            where id = ? and acknowledged_at is null
            """,
            now,
            by,
            remark,
            id)
        == 1;
  }
}
