package org.maplebridge.signaling.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.signaling.protocol.DeviceCheck;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.rules.Room;

/**
 * What rooms write down so that a killed process forgets nothing: written before it takes effect.
 * Blocking; any thread.
 */
public final class RoomJournal {
  private final Jdbi jdbi;

  public RoomJournal(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A room as it was left. */
  record Remembered(
      List<SeatNote> seats,
      Map<String, Boolean> consents,
      boolean consentAsked,
      Optional<Instant> recordingSince) {}

  /** What is kept of one participant. */
  record SeatNote(
      String participantId, boolean admitted, Optional<String> removed, Optional<Knock> knock) {}

  /** A knock that waits. */
  record Knock(Instant since, DeviceCheck checks) {}

  /**
   * A chat line.
   *
   * @param passedOn from a caucus, by whoever led it
   */
  record Line(
      String id,
      String participantId,
      String name,
      Instant at,
      String text,
      Room room,
      boolean passedOn) {}

  /** Of the steps of procedure. */
  ProcedureJournal procedures() {
    return new ProcedureJournal(jdbi);
  }

  Remembered load(String sittingId, String textVersion) {
    return jdbi.withHandle(
        h ->
            new Remembered(
                seats(h, sittingId),
                consents(h, sittingId, textVersion),
                consentAsked(h, sittingId),
                recordingSince(h, sittingId)));
  }

  void knocked(String sittingId, String participantId, Knock knock) {
    DeviceCheck checks = knock.checks();
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    insert into room_seat (sitting_id, participant_id, knocked_at, microphone,
                      camera, speaker, browser)
                    values (:sitting, :participant, :at, :microphone, :camera, :speaker, :browser)
                    on conflict (sitting_id, participant_id) do update set
                      knocked_at = excluded.knocked_at, microphone = excluded.microphone,
                      camera = excluded.camera, speaker = excluded.speaker,
                      browser = excluded.browser
                    """)
                .bind("sitting", sittingId)
                .bind("participant", participantId)
                .bind("at", time(knock.since()))
                .bind("microphone", checks.microphone())
                .bind("camera", checks.camera())
                .bind("speaker", checks.speaker())
                .bind("browser", checks.browser())
                .execute());
  }

  void admitted(String sittingId, String participantId) {
    seat(sittingId, participantId, true, Optional.empty());
  }

  void refused(String sittingId, String participantId) {
    seat(sittingId, participantId, false, Optional.empty());
  }

  void removed(String sittingId, String participantId, String reason) {
    seat(sittingId, participantId, false, Optional.of(reason));
  }

  private void seat(
      String sittingId, String participantId, boolean admitted, Optional<String> removed) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    insert into room_seat (sitting_id, participant_id, admitted, removed_reason)
                    values (:sitting, :participant, :admitted, :removed)
                    on conflict (sitting_id, participant_id) do update set
                      admitted = excluded.admitted, removed_reason = excluded.removed_reason,
                      knocked_at = null
                    """)
                .bind("sitting", sittingId)
                .bind("participant", participantId)
                .bind("admitted", admitted)
                .bind("removed", removed.orElse(null))
                .execute());
  }

  void said(String sittingId, Line line) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    insert into room_chat (id, sitting_id, participant_id, name, at, line, room,
                      room_key, passed_on)
                    values (:id, :sitting, :participant, :name, :at, :line, :room, :key, :passedOn)
                    """)
                .bind("id", line.id())
                .bind("sitting", sittingId)
                .bind("participant", line.participantId())
                .bind("name", line.name())
                .bind("at", time(line.at()))
                .bind("line", line.text())
                .bind("room", line.room().kind().name())
                .bind("key", line.room().key())
                .bind("passedOn", line.passedOn())
                .execute());
  }

  /** The last lines of a room, oldest first. */
  List<Line> chat(String sittingId, Room room, int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    select * from (select * from room_chat
                      where sitting_id = :sitting and room = :room and room_key = :key
                      order by seq desc limit :limit) last
                    order by seq
                    """)
                .bind("sitting", sittingId)
                .bind("room", room.kind().name())
                .bind("key", room.key())
                .bind("limit", limit)
                .map((rs, context) -> line(rs))
                .list());
  }

  void consent(String sittingId, String participantId, String version, boolean given, Instant at) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    insert into room_consent (sitting_id, participant_id, text_version, given, at)
                    values (:sitting, :participant, :version, :given, :at)
                    """)
                .bind("sitting", sittingId)
                .bind("participant", participantId)
                .bind("version", version)
                .bind("given", given)
                .bind("at", time(at))
                .execute());
  }

  void consentAsked(String sittingId) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    insert into room_recording (sitting_id, consent_asked) values (:sitting, true)
                    on conflict (sitting_id) do update set consent_asked = true
                    """)
                .bind("sitting", sittingId)
                .execute());
  }

  /** Notes that a recording is on since then, or off. */
  void recording(String sittingId, Optional<Instant> since) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    insert into room_recording (sitting_id, recording_since)
                    values (:sitting, :since)
                    on conflict (sitting_id) do update set
                      recording_since = excluded.recording_since
                    """)
                .bind("sitting", sittingId)
                .bindByType(
                    "since", since.map(RoomJournal::time).orElse(null), OffsetDateTime.class)
                .execute());
  }

  private static List<SeatNote> seats(Handle h, String sittingId) {
    return h.createQuery("select * from room_seat where sitting_id = :sitting order by knocked_at")
        .bind("sitting", sittingId)
        .map((rs, context) -> seatNote(rs))
        .list();
  }

  private static Map<String, Boolean> consents(Handle h, String sittingId, String version) {
    Map<String, Boolean> answers = new HashMap<>();
    h.createQuery(
            """
            select participant_id, given from room_consent
            where sitting_id = :sitting and text_version = :version order by seq
            """)
        .bind("sitting", sittingId)
        .bind("version", version)
        .map((rs, context) -> Map.entry(rs.getString(1), rs.getBoolean(2)))
        .forEach(e -> answers.put(e.getKey(), e.getValue()));
    return Map.copyOf(answers);
  }

  private static boolean consentAsked(Handle h, String sittingId) {
    return h.createQuery("select consent_asked from room_recording where sitting_id = :sitting")
        .bind("sitting", sittingId)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  private static Optional<Instant> recordingSince(Handle h, String sittingId) {
    return h.createQuery(
            """
            select recording_since from room_recording
            where sitting_id = :sitting and recording_since is not null
            """)
        .bind("sitting", sittingId)
        .map((rs, context) -> instant(rs, "recording_since"))
        .findOne();
  }

  private static SeatNote seatNote(ResultSet rs) throws SQLException {
    boolean waits = rs.getObject("knocked_at", OffsetDateTime.class) != null;
    return new SeatNote(
        rs.getString("participant_id"),
        rs.getBoolean("admitted"),
        Optional.ofNullable(rs.getString("removed_reason")),
        waits ? Optional.of(knock(rs)) : Optional.empty());
  }

  private static Knock knock(ResultSet rs) throws SQLException {
    DeviceCheck checks =
        new DeviceCheck(
            rs.getBoolean("microphone"),
            rs.getBoolean("camera"),
            rs.getBoolean("speaker"),
            rs.getString("browser"));
    return new Knock(instant(rs, "knocked_at"), checks);
  }

  private static Line line(ResultSet rs) throws SQLException {
    return new Line(
        rs.getString("id"),
        rs.getString("participant_id"),
        rs.getString("name"),
        instant(rs, "at"),
        rs.getString("line"),
        new Room(RoomKind.valueOf(rs.getString("room")), rs.getString("room_key")),
        rs.getBoolean("passed_on"));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
