package org.maplebridge.signaling.rules;

/** What a participant may want to do in a sitting. */
public enum Act {
  /** Connect at all. */
  ENTER,
  /** Go into the room without being let in by a host. */
  ENTER_WITHOUT_KNOCK,
  PUBLISH_MICROPHONE,
  PUBLISH_CAMERA,
  PUBLISH_SCREEN,
  CHAT,
  ASK_FOR_HELP,
  GIVE_CONSENT,
  /** Let a waiting participant in, or refuse them. */
  ADMIT,
  /** Switch another's microphone off. */
  MUTE,
  REMOVE,
  ASK_CONSENT,
  START_RECORDING,
  STOP_RECORDING,
  CLOSE
}
