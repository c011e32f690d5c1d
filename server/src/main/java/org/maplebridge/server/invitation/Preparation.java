package org.maplebridge.server.invitation;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.notify.Delivery;

/**
 * How well somebody who comes by a link is prepared.
 *
 * @param link where the message with the link is; absent before there was one
 */
public record Preparation(
    Optional<Delivery> link, List<Reminded> reminders, Optional<Checked> check) {
  static final Preparation NONE = new Preparation(Optional.empty(), List.of(), Optional.empty());

  public Preparation {
    reminders = List.copyOf(reminders);
  }

  /** A reminder and where its message is. */
  public record Reminded(Lead lead, OffsetDateTime at, Delivery delivery) {}

  /** The last equipment check. */
  public record Checked(
      OffsetDateTime at,
      boolean microphone,
      boolean camera,
      Optional<Boolean> heard,
      Optional<String> problem,
      String browser) {}

  /** Of everybody in a sitting, by participant. */
  static Map<String, Preparation> ofSitting(Handle handle, String sittingId) {
    Map<String, Delivery> links = links(handle, sittingId);
    Map<String, List<Reminded>> reminders = reminders(handle, sittingId);
    Map<String, Checked> checks = checks(handle, sittingId);
    return handle
        .createQuery("select id from sitting_participant where sitting_id = :id")
        .bind("id", sittingId)
        .mapTo(String.class)
        .stream()
        .collect(
            Collectors.toMap(
                id -> id,
                id ->
                    new Preparation(
                        Optional.ofNullable(links.get(id)),
                        reminders.getOrDefault(id, List.of()),
                        Optional.ofNullable(checks.get(id)))));
  }

  private static Map<String, Delivery> links(Handle handle, String sittingId) {
    Map<String, Delivery> links = new HashMap<>();
    handle
        .createQuery(
            """
            select distinct on (l.participant_id) l.participant_id, o.state
            from join_link l join sitting_participant p on p.id = l.participant_id
            join outbox o on o.id = l.outbox_id
            where p.sitting_id = :id order by l.participant_id, l.generation desc
            """)
        .bind("id", sittingId)
        .map((row, context) -> Map.entry(row.getString(1), Delivery.valueOf(row.getString(2))))
        .forEach(link -> links.put(link.getKey(), link.getValue()));
    return links;
  }

  private static Map<String, List<Reminded>> reminders(Handle handle, String sittingId) {
    return handle
        .createQuery(
            """
            select r.participant_id, r.lead, r.queued_at, o.state
            from reminder r join sitting_participant p on p.id = r.participant_id
            join outbox o on o.id = r.outbox_id
            where p.sitting_id = :id order by r.queued_at
            """)
        .bind("id", sittingId)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("participant_id"),
                    new Reminded(
                        Lead.valueOf(row.getString("lead")),
                        row.getObject("queued_at", OffsetDateTime.class),
                        Delivery.valueOf(row.getString("state")))))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Map<String, Checked> checks(Handle handle, String sittingId) {
    return handle
        .createQuery(
            """
            select c.participant_id, c.checked_at as at, c.microphone, c.camera, c.heard, c.problem,
              c.browser
            from device_check c join sitting_participant p on p.id = c.participant_id
            where p.sitting_id = :id
            """)
        .bind("id", sittingId)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("participant_id"),
                    ConstructorMapper.of(Checked.class).map(row, context)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
