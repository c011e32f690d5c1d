package org.maplebridge.server.cases;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.http.Texts;

/**
 * The time line of a case: stable words with details, worded in the reader's language. The sentence
 * of {@code registered} is {@code story.registered}; {@code {0}} is who, the details follow.
 */
public final class CaseStory {
  private final Texts texts;
  private final InstantSource clock;

  public CaseStory(Texts texts, InstantSource clock) {
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * Adds an entry within the transaction of what it tells. What is of no dispute, a consultation,
   * has no time line.
   */
  public void add(
      Handle handle, String caseId, String what, Optional<String> who, String... details) {
    handle
        .createUpdate(
            """
            insert into story_entry (case_id, at, what, who, details)
            select id, :at, :what, :who, :details from dispute where id = :caseId
            """)
        .bind("caseId", caseId)
        .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
        .bind("what", what)
        .bind("who", who)
        .bindArray("details", String.class, (Object[]) details)
        .execute();
  }

  List<CaseDetail.StoryEntry> of(Handle handle, String caseId, Locale locale) {
    return handle
        .createQuery(
            "select at, what, who, details from story_entry where case_id = :id order by seq")
        .bind("id", caseId)
        .map(
            (row, context) ->
                entry(
                    row.getObject("at", OffsetDateTime.class),
                    row.getString("what"),
                    Optional.ofNullable(row.getString("who")),
                    (String[]) row.getArray("details").getArray(),
                    locale))
        .list();
  }

  private CaseDetail.StoryEntry entry(
      OffsetDateTime at, String what, Optional<String> who, String[] details, Locale locale) {
    Object[] arguments = new Object[details.length + 1];
    arguments[0] = who.orElse("");
    System.arraycopy(details, 0, arguments, 1, details.length);
    return new CaseDetail.StoryEntry(
        at, what, who, texts.sentence("story." + what, locale, arguments));
  }
}
