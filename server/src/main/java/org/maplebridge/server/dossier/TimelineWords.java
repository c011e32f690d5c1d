package org.maplebridge.server.dossier;

import java.util.Locale;
import java.util.Optional;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.server.http.Texts;

/** What a room says of its procedure, in the words of a recording's time line. */
final class TimelineWords {
  private static final String STAGE = "stage-";

  private final Texts texts;

  TimelineWords(Texts texts) {
    this.texts = texts;
  }

  TimelineEvent event(String what, String participantId) {
    if (what.startsWith(STAGE)) {
      String title =
          texts.sentence("stage." + what.substring(STAGE.length()), Locale.SIMPLIFIED_CHINESE);
      return new TimelineEvent(TimelineEvent.STAGE, Optional.of(participantId), Optional.of(title));
    }
    return switch (what) {
      case "open-caucus" -> caucus(TimelineEvent.CAUCUS_BEGUN, participantId);
      case "leave-caucus" -> caucus(TimelineEvent.CAUCUS_ENDED, participantId);
      default -> TimelineEvent.of(what, participantId);
    };
  }

  /** It is told apart by who called it: with them it ends. */
  private static TimelineEvent caucus(String what, String participantId) {
    return new TimelineEvent(what, Optional.of(participantId), Optional.of(participantId));
  }
}
