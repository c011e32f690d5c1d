package org.maplebridge.server.access;

/**
 * How a member of staff stands to the thing acted on.
 *
 * @param own whether they are part of it: its mediator, host, registrar; to sit in a hearing is
 *     not, for what was said in mediation is none of the court's business (CPI 146)
 * @param withinUnit whether it belongs to their unit or one below
 * @param closed whether it belongs to a closed case
 * @param linked whether its case has a court number, or they sit in a hearing of it
 */
public record Relation(boolean own, boolean withinUnit, boolean closed, boolean linked) {

  /** A thing of a case that is not closed. */
  public Relation(boolean own, boolean withinUnit) {
    this(own, withinUnit, false, false);
  }

  /** A thing of no court. */
  public Relation(boolean own, boolean withinUnit, boolean closed) {
    this(own, withinUnit, closed, false);
  }

  /** Something new, or something that belongs to nobody yet. */
  public static Relation ofNew(boolean withinUnit) {
    return new Relation(true, withinUnit);
  }
}
