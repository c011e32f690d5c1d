package org.maplebridge.server.minutes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.maplebridge.server.http.ProblemException;

/**
 * What minutes say, part by part.
 *
 * @param byPart the text of each part by its name, in the order of the document
 */
public record MinutesText(@JsonValue Map<String, String> byPart) {
  private static final int LONGEST = 16_000;
  private static final int LONGEST_TRANSCRIPT = 120_000;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MinutesText {
    byPart = Collections.unmodifiableMap(new LinkedHashMap<>(byPart));
  }

  /** Of a form, its parts in their order; a part not given is empty. */
  static MinutesText of(MinutesForm form, Map<String, String> given) {
    Map<String, String> ordered = new LinkedHashMap<>();
    form.parts().forEach(part -> ordered.put(part, given.getOrDefault(part, "")));
    return new MinutesText(ordered);
  }

  /**
   * The same in the order of its form.
   *
   * @throws ProblemException {@code minutes.too-long}, {@code minutes.bad-parts}
   */
  MinutesText checked(MinutesForm form) {
    if (!byPart.keySet().equals(Set.copyOf(form.parts()))) {
      throw new ProblemException("minutes.bad-parts", 422);
    }
    int longest = form == MinutesForm.TRANSCRIPT ? LONGEST_TRANSCRIPT : LONGEST;
    if (byPart.values().stream().mapToInt(String::length).sum() > longest) {
      throw new ProblemException("minutes.too-long", 422, longest);
    }
    return of(form, byPart);
  }

  String text(String part) {
    return byPart.getOrDefault(part, "");
  }

  MinutesText with(String part, String text) {
    Map<String, String> changed = new LinkedHashMap<>(byPart);
    changed.put(part, text);
    return new MinutesText(changed);
  }

  /** The same with how a mediation ended. */
  MinutesText ended(String sentence) {
    String result = text("result");
    String now = result.isBlank() ? sentence : result.stripTrailing() + "\n" + sentence;
    return with("result", now);
  }

  /** The parts in the order of the document. */
  List<Part> parts() {
    return byPart.entrySet().stream().map(e -> new Part(e.getKey(), e.getValue())).toList();
  }

  /** A part and its text. */
  record Part(String where, String text) {}
}
