package org.maplebridge.signaling.rules;

/** Who an act is for. */
public enum By {
  /** Everybody of the sitting, also at the door. */
  ANYONE,
  /** Whoever was let in. */
  INSIDE,
  /** A host. */
  HOST,
  /** A host, or the clerk the judge delegated the procedure to. */
  LEADER,
  /** A host, or the clerk of a hearing. */
  DESK,
  /** The clerk. */
  CLERK,
  /** A party or who acts for one. */
  PARTY,
  /** A witness or an appraiser. */
  WITNESS
}
