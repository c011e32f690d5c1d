package org.maplebridge.server.expert;

/** How far a call for an expert is. */
public enum CallState {
  /** Somebody is being rung. */
  RINGING,
  /** An expert takes part. */
  ACCEPTED,
  /** Nobody on duty is left to ring. */
  UNANSWERED,
  /** Not needed any more. */
  WITHDRAWN
}
