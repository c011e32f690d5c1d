package org.maplebridge.signaling.ticket;

/** What a device without a page of ours may do. */
public enum MediaUse {
  /** Send one microphone and one camera (WHIP, RFC 9725). */
  SEND,
  /** Watch and listen (WHEP, draft-ietf-wish-whep). */
  WATCH
}
