package org.maplebridge.server.cases;

/** How a number belongs to a case. */
public enum NumberRole {
  /** The one people quote; a case has exactly one. */
  PRIMARY,
  /** Grew out of the case: confirmation, enforcement. */
  DERIVED,
  LINKED
}
