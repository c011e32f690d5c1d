package org.maplebridge.server.access;

/**
 * How a member of staff stands to the thing acted on.
 *
 * @param own whether they are part of it: its mediator, host, registrar
 * @param withinUnit whether it belongs to their unit or one below
 * @param closed whether it belongs to a closed case
 */
public record Relation(boolean own, boolean withinUnit, boolean closed) {

  /** A thing of a case that is not closed. */
  public Relation(boolean own, boolean withinUnit) {
    this(own, withinUnit, false);
  }

  /** Something new, or something that belongs to nobody yet. */
  public static Relation ofNew(boolean withinUnit) {
    return new Relation(true, withinUnit);
  }
}
