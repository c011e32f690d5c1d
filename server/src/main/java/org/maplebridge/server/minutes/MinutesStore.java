package org.maplebridge.server.minutes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of minutes, their versions and corrections. Works within the caller's transaction. */
final class MinutesStore {
  private static final String SELECT =
      "select id, sitting_id, case_id, form, state, version, shared_at, begun_at, begun_by from minutes ";

  private final ObjectMapper json;

  MinutesStore(ObjectMapper json) {
    this.json = json;
  }

  /**
   * @return false when the sitting has minutes already
   */
  boolean insert(Handle handle, MinutesRow row, MinutesText text) {
    int inserted =
        handle
            .createUpdate(
                """
                insert into minutes (id, sitting_id, case_id, form, state, version, begun_at,
                  begun_by)
                values (:id, :sittingId, :caseId, :form, :state, :version, :begunAt, :begunBy)
                on conflict (sitting_id) do nothing
                """)
            .bindMethods(row)
            .execute();
    if (inserted == 1) {
      insertVersion(handle, row.id(), row.version(), text, row.begunBy(), row.begunAt());
    }
    return inserted == 1;
  }

  Optional<MinutesRow> ofSitting(Handle handle, String sittingId) {
    return one(handle, "where sitting_id = :id", sittingId);
  }

  Optional<MinutesRow> find(Handle handle, String id) {
    return one(handle, "where id = :id", id);
  }

  /** Held against other writers until the transaction ends. */
  Optional<MinutesRow> lock(Handle handle, String id) {
    return one(handle, "where id = :id for update", id);
  }

  /** Those of a case that are shared with the parties, newest first. */
  List<MinutesRow> shared(Handle handle, String caseId) {
    return handle
        .createQuery(
            SELECT + "where case_id = :id and shared_at is not null order by begun_at desc, id")
        .bind("id", caseId)
        .map(ConstructorMapper.of(MinutesRow.class))
        .list();
  }

  MinutesText text(Handle handle, String id, int version) {
    String text =
        handle
            .createQuery(
                "select text from minutes_version where minutes_id = :id and version = :version")
            .bind("id", id)
            .bind("version", version)
            .mapTo(String.class)
            .one();
    return read(text);
  }

  /** All versions that were kept, oldest first. */
  List<Version> versions(Handle handle, String id) {
    return handle
        .createQuery(
            "select text, saved_at from minutes_version where minutes_id = :id order by version")
        .bind("id", id)
        .map(
            (row, context) ->
                new Version(
                    read(row.getString("text")), row.getObject("saved_at", OffsetDateTime.class)))
        .list();
  }

  private MinutesText read(String text) {
    try {
      return json.readValue(text, MinutesText.class);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("Stored minutes cannot be read", damaged);
    }
  }

  /** What they said at a time. */
  record Version(MinutesText text, OffsetDateTime savedAt) {}

  /**
   * The next version. Versions the same writer saved within one minute are one in the history, so
   * that saving while typing does not fill it.
   */
  void append(Handle handle, MinutesRow row, MinutesText text, String staffId, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            delete from minutes_version v where v.minutes_id = :id and v.version = :version
              and v.version > 1 and v.saved_by = :staffId
              and date_trunc('minute', v.saved_at) = date_trunc('minute', cast(:now as timestamptz))
              and not exists (select 1 from minutes_correction c
                where c.minutes_id = v.minutes_id and c.version = v.version)
            """)
        .bind("id", row.id())
        .bind("version", row.version())
        .bind("staffId", staffId)
        .bind("now", now)
        .execute();
    insertVersion(handle, row.id(), row.version() + 1, text, staffId, now);
    handle
        .createUpdate("update minutes set version = version + 1 where id = :id")
        .bind("id", row.id())
        .execute();
  }

  void shared(Handle handle, String id, Optional<OffsetDateTime> at) {
    handle
        .createUpdate("update minutes set shared_at = :at where id = :id")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  void state(Handle handle, String id, MinutesRow.State state) {
    handle
        .createUpdate("update minutes set state = :state where id = :id")
        .bind("state", state)
        .bind("id", id)
        .execute();
  }

  void insert(Handle handle, String minutesId, Correction correction, boolean party) {
    handle
        .createUpdate(
            """
            insert into minutes_correction (id, minutes_id, version, party_id, participant_id, text,
              asked_at)
            values (:id, :minutesId, :version, case when :party then :askedBy end,
              case when not :party then :askedBy end, :text, :askedAt)
            """)
        .bindMethods(correction)
        .bind("minutesId", minutesId)
        .bind("party", party)
        .execute();
  }

  /**
   * @return false when there is no such open correction
   */
  boolean answer(
      Handle handle,
      String minutesId,
      String id,
      boolean accepted,
      String answer,
      String staffId,
      OffsetDateTime now) {
    return handle
            .createUpdate(
                """
                update minutes_correction set accepted = :accepted, answer = :answer,
                  answered_by = :staffId, answered_at = :now
                where id = :id and minutes_id = :minutesId and answered_at is null
                """)
            .bind("accepted", accepted)
            .bind("answer", answer)
            .bind("staffId", staffId)
            .bind("now", now)
            .bind("id", id)
            .bind("minutesId", minutesId)
            .execute()
        == 1;
  }

  /** In the order they were asked for. */
  List<Correction> corrections(Handle handle, String minutesId) {
    return handle
        .createQuery(
            """
            select c.id, c.version, coalesce(c.party_id, c.participant_id) as asked_by, p.name, c.text,
              c.asked_at, c.accepted, c.answer, c.answered_at
            from minutes_correction c
            left join party y on y.id = c.party_id
            left join sitting_participant m on m.id = c.participant_id
            join person p on p.id = coalesce(y.person_id, m.person_id)
            where c.minutes_id = :id order by c.asked_at, c.id
            """)
        .bind("id", minutesId)
        .map(ConstructorMapper.of(Correction.class))
        .list();
  }

  /** Participants of a sitting who were let in. */
  Set<String> admitted(Handle handle, String sittingId) {
    return handle
        .createQuery("select participant_id from room_seat where sitting_id = :id and admitted")
        .bind("id", sittingId)
        .mapTo(String.class)
        .set();
  }

  private Optional<MinutesRow> one(Handle handle, String condition, String id) {
    return handle
        .createQuery(SELECT + condition)
        .bind("id", id)
        .map(ConstructorMapper.of(MinutesRow.class))
        .findOne();
  }

  private void insertVersion(
      Handle handle, String id, int version, MinutesText text, String staffId, OffsetDateTime now) {
    try {
      handle
          .createUpdate(
              """
              insert into minutes_version (minutes_id, version, text, saved_at, saved_by)
              values (:id, :version, :text, :now, :staffId)
              """)
          .bind("id", id)
          .bind("version", version)
          .bind("text", json.writeValueAsString(text))
          .bind("now", now)
          .bind("staffId", staffId)
          .execute();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
