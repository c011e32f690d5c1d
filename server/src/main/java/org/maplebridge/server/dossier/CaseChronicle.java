package org.maplebridge.server.dossier;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingDirectory;

/**
 * Writes what happens in rooms into the audit log, all of it, and what the people of a case should
 * find again onto its time line. Blocking, one event at a time per sitting.
 */
public final class CaseChronicle implements RoomListener {
  private final Jdbi jdbi;
  private final SittingDirectory sittings;
  private final CaseStory story;
  private final AuditLog audit;

  public CaseChronicle(Jdbi jdbi, SittingDirectory sittings, CaseStory story, AuditLog audit) {
    this.jdbi = jdbi;
    this.sittings = sittings;
    this.story = story;
    this.audit = audit;
  }

  @Override
  public void onEvent(RoomEvent event) {
    Optional<Sitting> sitting = sittings.find(event.sittingId());
    jdbi.useTransaction(
        handle -> {
          if (event.kind() == Kind.UNTAPPED && wasRecorded(handle, event.sittingId())) {
            return; // in an earlier life of the room, before a restart
          }
          sitting.ifPresent(found -> tell(handle, found, event));
          audit(handle, event);
        });
  }

  private static boolean wasRecorded(Handle handle, String sittingId) {
    return handle
        .createQuery(
            """
            select exists (select 1 from audit_log
              where object = :sitting and action = 'room.recording-started')
            """)
        .bind("sitting", sittingId)
        .mapTo(Boolean.class)
        .one();
  }

  private void tell(Handle handle, Sitting sitting, RoomEvent event) {
    word(event)
        .ifPresent(
            word -> {
              Optional<Participant> who = event.participantId().flatMap(sitting::participant);
              // Observers come and go without being part of the story.
              if (who.map(Participant::role).filter(Role.OBSERVER::equals).isEmpty()) {
                story.add(handle, sitting.caseId(), word, who.map(Participant::name));
              }
            });
  }

  private static Optional<String> word(RoomEvent event) {
    return switch (event.kind()) {
      case OPENED -> Optional.of("sitting-opened");
      case JOINED -> Optional.of("participant-joined");
      case LEFT -> Optional.of("participant-left");
      case DROPPED -> Optional.of("participant-dropped");
      case REMOVED -> Optional.of("participant-removed");
      case CONSENT_GIVEN -> Optional.of("consent-given");
      case CONSENT_WITHDRAWN -> Optional.of("consent-withdrawn");
      case RECORDING_STARTED -> Optional.of("recording-started");
      case RECORDING_STOPPED -> Optional.of("recording-stopped");
      case UNTAPPED -> Optional.of("sitting-untapped");
      case COMPANION_ADDED -> Optional.of("companion-added");
      case COMPANION_LEFT -> Optional.of("companion-left");
      case ENDED_BY_PARTY -> Optional.of("ended-by-party");
      case CLOSED -> Optional.of("sitting-ended");
      case STEP_TAKEN -> step(event.rule().orElse(""));
      // Of a silent alarm nothing is written where people of the case read.
      case KNOCKED,
          COMPANION_CONFIRMED,
          ADMITTED,
          REFUSED,
          TAKEN_OVER,
          MEDIA_LOST,
          MEDIA_BACK,
          DEVICE_LOST,
          DEVICE_BACK,
          HELP_ASKED,
          ALARM_RAISED,
          RULE_DECIDED ->
          Optional.empty();
    };
  }

  private static Optional<String> step(String act) {
    return switch (act) {
      case "object-to" -> Optional.of("expert-objected");
      case "decide-objection" -> Optional.of("expert-objection-decided");
      default -> Optional.empty();
    };
  }

  private void audit(Handle handle, RoomEvent event) {
    String action = "room." + event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    audit.record(
        handle,
        event.participantId().orElse("system"),
        action,
        event.sittingId(),
        event.rule().orElse(""),
        event.allowed() ? AuditLog.Outcome.ALLOWED : AuditLog.Outcome.REFUSED);
  }
}
