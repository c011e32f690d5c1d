package org.maplebridge.signaling.negotiation;

/**
 * An {@code a=} line (RFC 8866 section 5.13).
 *
 * @param value what follows the colon; empty for a property attribute
 */
record Attribute(String name, String value) {

  static Attribute flag(String name) {
    return new Attribute(name, "");
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "a=" + name : "a=" + name + ":" + value;
  }
}
