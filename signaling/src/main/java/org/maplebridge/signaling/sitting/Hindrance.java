package org.maplebridge.signaling.sitting;

/**
 * What is known of a participant beyond their role and keeps them from something. It is written
 * down by whoever books and prepares the sitting, and looked at by the rules alone.
 */
public enum Hindrance {
  /** They have not said where they are. */
  PLACE_UNKNOWN,
  /** They have named nobody to be called in an emergency. */
  CONTACT_UNKNOWN,
  /** They have not signed the confidentiality sheet. */
  SHEET_UNSIGNED,
  /** A minor whose guardian has not consented. */
  GUARDIAN_CONSENT_MISSING,
  /** They have not signed for a recording. */
  RECORDING_UNSIGNED,
  /** They sit at another's device, and whoever lets people in has not confirmed it. */
  COMPANION_UNCONFIRMED,
  /** They counsel somebody here in another sitting and mediate in this one, or the other way. */
  DUAL_ROLE
}
