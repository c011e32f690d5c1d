package org.maplebridge.bench.client;

import java.util.ArrayList;
import java.util.List;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * Who comes to a sitting beside its host.
 *
 * @param kind of the sitting
 * @param parties who come by link, in the order they are numbered
 */
public record Cast(SittingKind kind, List<Part> parties) {

  public Cast {
    parties = List.copyOf(parties);
  }

  /** Two sides and more, in turn. */
  public static Cast mediation(List<String> names) {
    List<Part> parties = new ArrayList<>();
    for (String name : names) {
      parties.add(new Part(name, parties.size() % 2 == 0 ? Role.APPLICANT : Role.RESPONDENT));
    }
    return new Cast(SittingKind.MEDIATION, parties);
  }

  List<String> names() {
    return parties.stream().map(Part::name).toList();
  }

  /** One person and the role taken. */
  public record Part(String name, Role role) {}
}
