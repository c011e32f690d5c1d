package org.maplebridge.server.consultation;

/** As much of somebody's age as is needed. */
public enum AgeBand {
  ADULT,
  /** 14 to 17: a guardian consents (MPL 72). */
  YOUTH,
  /** Under 14: besides, everything about them is sensitive (PIPL 28, 31). */
  CHILD;

  public boolean isMinor() {
    return this != ADULT;
  }
}
