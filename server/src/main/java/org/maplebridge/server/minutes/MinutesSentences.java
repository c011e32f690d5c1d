package org.maplebridge.server.minutes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.dossier.WrittenMinutes;
import org.maplebridge.server.minutes.MinutesStore.Version;

/**
 * Minutes sentence by sentence, each with the time it was written down, from their versions. Who
 * writes hears first: what a sentence is about was said in the minute before it was saved.
 * Blocking.
 */
public final class MinutesSentences implements WrittenMinutes {
  private static final Pattern ENDS = Pattern.compile("(?<=[。！？；])|\\R");
  private static final Duration BEFORE = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final MinutesStore store;

  public MinutesSentences(Jdbi jdbi, ObjectMapper json) {
    this.jdbi = jdbi;
    this.store = new MinutesStore(json);
  }

  @Override
  public List<Sentence> of(String sittingId) {
    List<Version> versions =
        jdbi.withHandle(
            handle ->
                store
                    .ofSitting(handle, sittingId)
                    .map(row -> store.versions(handle, row.id()))
                    .orElse(List.of()));
    return versions.isEmpty() ? List.of() : sentences(versions);
  }

  static List<Sentence> sentences(List<Version> versions) {
    // The first version is the form, as it was before anybody wrote.
    Version before = versions.getFirst();
    Map<MinutesText.Part, Optional<Written>> written = new HashMap<>();
    split(before.text()).forEach(sentence -> written.put(sentence, Optional.empty()));
    for (Version version : versions.subList(1, versions.size())) {
      Written now = new Written(from(before, version), version.savedAt());
      List<MinutesText.Part> said = split(version.text());
      // What was struck out and written again counts from when it was written again.
      written.keySet().retainAll(said);
      said.forEach(sentence -> written.putIfAbsent(sentence, Optional.of(now)));
      before = version;
    }
    return split(before.text()).stream()
        .map(
            sentence ->
                new Sentence(
                    sentence.where(),
                    sentence.text(),
                    written.getOrDefault(sentence, Optional.empty())))
        .toList();
  }

  private static OffsetDateTime from(Version before, Version version) {
    OffsetDateTime earliest = version.savedAt().minus(BEFORE);
    return before.savedAt().isAfter(earliest) ? before.savedAt() : earliest;
  }

  private static List<MinutesText.Part> split(MinutesText text) {
    List<MinutesText.Part> sentences = new ArrayList<>();
    for (MinutesText.Part part : text.parts()) {
      ENDS.splitAsStream(part.text())
          .map(String::strip)
          .filter(sentence -> !sentence.isEmpty())
          .forEach(sentence -> sentences.add(new MinutesText.Part(part.where(), sentence)));
    }
    return sentences;
  }
}
