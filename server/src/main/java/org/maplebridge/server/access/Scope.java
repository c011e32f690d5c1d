package org.maplebridge.server.access;

/** How far a permission reaches. */
public enum Scope {
  /** Not at all. */
  NONE,
  /** Cases and sittings one is oneself part of. */
  OWN,
  /** Cases linked to the court by a court number or a hearing, and one's own. */
  LINKED,
  /** Closed cases of the whole district. */
  CLOSED,
  /** One's own unit and everything below it, and one's own. */
  UNIT,
  /** The whole district. */
  DISTRICT
}
