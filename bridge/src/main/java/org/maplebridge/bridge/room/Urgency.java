package org.maplebridge.bridge.room;

import java.util.List;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;

/**
 * Whose pictures come first where a network does not carry all.
 *
 * @param first participants before everybody, the most urgent first
 * @param spoke who spoke, most recent first
 */
record Urgency(List<String> first, List<String> spoke) {

  static final Urgency NONE = new Urgency(List.of(), List.of());

  Urgency {
    first = List.copyOf(first);
    spoke = List.copyOf(spoke);
  }

  /**
   * How urgent a picture is, 0 first: those with precedence, whoever speaks, a screen, whoever
   * spoke before, the rest.
   *
   * @param sources in the room: more than can come before
   */
  int rank(SourceInfo source, int sources) {
    int place = first.indexOf(source.participantId());
    if (place >= 0) {
      return place;
    }
    boolean screen = source.kind() == SourceKind.SCREEN;
    int since = spoke.indexOf(source.participantId());
    if (since == 0 && !screen) {
      return first.size();
    }
    if (screen) {
      return first.size() + 1;
    }
    return first.size() + 2 + (since < 0 ? sources : since);
  }
}
