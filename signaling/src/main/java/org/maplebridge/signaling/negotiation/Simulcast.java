package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.maplebridge.bridge.api.ExtensionIds;

/**
 * The encodings a section offers to send (RFC 8853 section 5.1). Of alternatives the first counts;
 * one that starts paused is an encoding like the others.
 */
final class Simulcast {
  /** More make no difference to anybody. */
  private static final int MOST = 4;

  private Simulcast() {}

  /** Restriction identifiers in the order of the offer; empty for an ordinary stream. */
  static List<String> rids(MediaSection section, ExtensionIds extensions) {
    if (extensions.rid() == 0 || extensions.mid() == 0) {
      return List.of();
    }
    Set<String> declared =
        section
            .values("rid")
            .map(value -> value.split(" ", 3))
            .filter(value -> value.length > 1 && value[1].equals("send"))
            .map(value -> value[0])
            .collect(Collectors.toSet());
    List<String> rids = new ArrayList<>();
    for (String stream : sent(section)) {
      String first = stream.split(",", 2)[0];
      String rid = first.startsWith("~") ? first.substring(1) : first;
      if (declared.contains(rid) && !rids.contains(rid)) {
        rids.add(rid);
      }
    }
    return rids.size() < 2 || rids.size() > MOST ? List.of() : rids;
  }

  private static List<String> sent(MediaSection section) {
    return section
        .value("simulcast")
        .map(value -> value.strip().split(" ", 3))
        .filter(value -> value.length > 1 && value[0].equals("send"))
        .map(value -> List.of(value[1].split(";", MOST + 1)))
        .orElse(List.of());
  }

  /** The lines of the answer (RFC 8853 section 5.3.2). */
  static List<Attribute> answer(List<String> rids) {
    List<Attribute> lines = new ArrayList<>();
    if (!rids.isEmpty()) {
      rids.forEach(rid -> lines.add(new Attribute("rid", rid + " recv")));
      lines.add(new Attribute("simulcast", "recv " + String.join(";", rids)));
    }
    return lines;
  }
}
