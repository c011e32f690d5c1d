package org.maplebridge.server.cases;

import java.util.List;

/** A party of a case. The person behind it stays the same across cases. */
public record Party(
    String id, String personId, String name, String phone, PartySide side, List<PartyFlag> flags) {

  public Party {
    flags = List.copyOf(flags);
  }

  Party masked() {
    return new Party(id, personId, name, Masks.phone(phone), side, flags);
  }
}
