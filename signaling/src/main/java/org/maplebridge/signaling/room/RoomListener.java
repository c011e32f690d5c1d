package org.maplebridge.signaling.room;

import java.util.Optional;

/**
 * Told of the life of live rooms, in order per sitting, on a virtual thread of the sitting; may
 * block. Who was refused at the door is told on the thread of their hello. Serves audit and the
 * case's time line.
 */
public interface RoomListener {

  void onEvent(RoomEvent event);

  /**
   * One thing that happened.
   *
   * @param sittingId empty where a ticket names none
   * @param participantId who did it or whom it befell
   * @param rule id of the rule that decided, for decisions; the act of a step; the measured cause
   *     of a drop
   */
  record RoomEvent(
      Kind kind,
      String sittingId,
      Optional<String> participantId,
      Optional<String> rule,
      boolean allowed) {}

  /** Kinds of events. */
  enum Kind {
    OPENED,
    KNOCKED,
    ADMITTED,
    REFUSED,
    JOINED,
    DROPPED,
    LEFT,
    /** The network of somebody whose page is connected carries no media any more. */
    MEDIA_LOST,
    MEDIA_BACK,
    /** The system took a device away from somebody's page; the rule is the kind of source. */
    DEVICE_LOST,
    DEVICE_BACK,
    REMOVED,
    TAKEN_OVER,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    RECORDING_STARTED,
    RECORDING_STOPPED,
    HELP_ASKED,
    /** 一机多人: somebody sits at another's device, was seen there, or is there no more. */
    COMPANION_ADDED,
    COMPANION_CONFIRMED,
    COMPANION_LEFT,
    /** 静默报警, of which nobody in the room knows. */
    ALARM_RAISED,
    /** A party ended the mediation. */
    ENDED_BY_PARTY,
    RULE_DECIDED,
    /** The room closes, and no recorder ever subscribed in it. */
    UNTAPPED,
    /** A step of procedure; the rule is the act's name. */
    STEP_TAKEN,
    CLOSED
  }
}
