package org.maplebridge.server.signing;

import org.maplebridge.server.cases.Party;

/**
 * Somebody papers are for: a party, or a participant of a hearing who is none.
 *
 * @param id of the party or of the participant
 */
public record PaperHolder(String id, boolean party, String name, String phone) {

  public static PaperHolder of(Party party) {
    return new PaperHolder(party.id(), true, party.name(), party.phone());
  }

  public Signer signer() {
    return new Signer(party ? Signer.Kind.PARTY : Signer.Kind.PARTICIPANT, id, name);
  }
}
