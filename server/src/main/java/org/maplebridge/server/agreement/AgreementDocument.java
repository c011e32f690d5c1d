package org.maplebridge.server.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maplebridge.server.cases.CaseRow;
import org.maplebridge.server.cases.Masks;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.cases.PartySide;

/**
 * An agreement as it is signed: the text of one version with what surrounds it. Frozen as JSON when
 * signing begins; the hash of those bytes is what signatures are bound to.
 *
 * @param form of this record, for readers of later years
 */
record AgreementDocument(
    String form,
    String number,
    String title,
    String committee,
    Channel channel,
    List<DocumentParty> parties,
    AgreementText text) {
  private static final String FORM = "maplebridge-agreement-1";

  AgreementDocument {
    parties = List.copyOf(parties);
  }

  static AgreementDocument of(
      CaseRow row, Channel channel, List<Party> parties, AgreementText text) {
    return new AgreementDocument(
        FORM,
        row.number(),
        row.title(),
        committee(row),
        channel,
        parties.stream()
            .map(p -> new DocumentParty(p.id(), p.name(), p.side(), Masks.phone(p.phone())))
            .toList(),
        text);
  }

  static AgreementDocument read(ObjectMapper json, String content) {
    try {
      return json.readValue(content, AgreementDocument.class);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("A frozen agreement cannot be read", damaged);
    }
  }

  String write(ObjectMapper json) {
    try {
      return json.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Studios have no seal of their own: the committee's is used. */
  static String committee(CaseRow row) {
    return row.orgName() + "人民调解委员会";
  }

  List<AgreementWords.Part> parts() {
    return AgreementWords.of(text, names());
  }

  Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    parties.forEach(party -> names.put(party.id(), party.name()));
    return names;
  }

  /** A party as the document names them; the phone masked, for the other side reads it too. */
  record DocumentParty(String id, String name, PartySide side, String phone) {}
}
