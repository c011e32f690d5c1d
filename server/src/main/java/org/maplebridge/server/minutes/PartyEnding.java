package org.maplebridge.server.minutes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseProgress;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingStore;

/**
 * A party ended the mediation (PML 23): the case is terminated where nothing was agreed yet, and
 * the minutes say in one neutral sentence that it ended and by whose choice. Blocking.
 */
public final class PartyEnding implements RoomListener {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(District.ZONE);

  private final Jdbi jdbi;
  private final SittingStore sittings;
  private final MinutesStore minutes;
  private final CaseProgress cases;
  private final AuditLog audit;
  private final Texts texts;
  private final InstantSource clock;

  public PartyEnding(
      Jdbi jdbi,
      SittingStore sittings,
      ObjectMapper json,
      CaseProgress cases,
      AuditLog audit,
      Texts texts,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.sittings = sittings;
    this.minutes = new MinutesStore(json);
    this.cases = cases;
    this.audit = audit;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void onEvent(RoomEvent event) {
    if (event.kind() == Kind.ENDED_BY_PARTY) {
      jdbi.useTransaction(
          handle -> sittings.find(handle, event.sittingId()).ifPresent(s -> end(handle, s, event)));
    }
  }

  private void end(Handle handle, Sitting sitting, RoomEvent event) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    String party = event.participantId().orElseThrow();
    handle.execute(
        """
        insert into mediation_ending (sitting_id, participant_id, ended_at) values (?, ?, ?)
        on conflict do nothing
        """,
        sitting.id(),
        party,
        now);
    cases.move(handle, sitting.caseId(), CaseEvent.TERMINATE, Optional.empty(), "");
    minutes
        .ofSitting(handle, sitting.id())
        .flatMap(row -> minutes.lock(handle, row.id()))
        .filter(row -> row.state() == MinutesRow.State.WRITING)
        .ifPresent(row -> write(handle, row, sitting, party, now));
  }

  private void write(
      Handle handle, MinutesRow row, Sitting sitting, String party, OffsetDateTime now) {
    MinutesText before = minutes.text(handle, row.id(), row.version());
    MinutesText after =
        before.ended(sentence(texts, sitting, new Ending(party, now)).orElseThrow());
    minutes.append(handle, row, after, row.begunBy(), now);
    audit.record(
        handle,
        party,
        "minutes.ended-by-party",
        row.id(),
        "v" + (row.version() + 1),
        AuditLog.Outcome.ALLOWED);
  }

  /** What the minutes say of it; empty where no party ended this mediation. */
  static String sentence(Handle handle, Texts texts, Sitting sitting) {
    return handle
        .createQuery(
            "select participant_id, ended_at from mediation_ending where sitting_id = :sitting")
        .bind("sitting", sitting.id())
        .map(
            (row, context) ->
                new Ending(
                    row.getString("participant_id"),
                    row.getObject("ended_at", OffsetDateTime.class)))
        .findOne()
        .flatMap(ending -> sentence(texts, sitting, ending))
        .orElse("");
  }

  private static Optional<String> sentence(Texts texts, Sitting sitting, Ending ending) {
    Locale chinese = Locale.SIMPLIFIED_CHINESE;
    return sitting
        .participant(ending.participantId())
        .map(
            (Participant party) ->
                texts.sentence(
                    "minutes.ended-by-party",
                    chinese,
                    texts.sentence("role." + party.role(), chinese),
                    party.name(),
                    CLOCK.format(ending.at())));
  }

  private record Ending(String participantId, OffsetDateTime at) {}
}
