package org.maplebridge.server.expert;

/** What came of ringing an expert. */
public enum RingOutcome {
  ACCEPTED,
  DECLINED,
  /** Not answered in time. */
  MISSED,
  /** The call was taken back meanwhile. */
  WITHDRAWN
}
