package org.maplebridge.server.dossier;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.recording.api.ViewingCopy;

/**
 * A recording opened for watching. Seconds are of the viewing copy.
 *
 * @param url plays until {@code expiresAt}
 * @param viewer who watches, for the watermark
 * @param people whose picture or voice can be played alone
 * @param lines what was written in the room, in order
 * @param minutes the minutes of the sitting, sentence by sentence
 */
public record Viewing(
    String url,
    OffsetDateTime expiresAt,
    String viewer,
    List<ViewingCopy.Event> events,
    List<String> people,
    List<Line> lines,
    List<Sentence> minutes,
    Thumbnails thumbnails) {

  public Viewing {
    events = List.copyOf(events);
    people = List.copyOf(people);
    lines = List.copyOf(lines);
    minutes = List.copyOf(minutes);
  }

  /** Something written to everybody. */
  public record Line(double atSeconds, Optional<String> participantId, String name, String text) {}

  /**
   * A sentence of the minutes.
   *
   * @param part of the minutes it stands in
   * @param atSeconds where what it is about was said, if it was written during the recording
   */
  public record Sentence(String part, String text, Optional<Double> atSeconds) {}

  /** Where the sheet of small pictures is, and how they lie on it. */
  public record Thumbnails(String url, ViewingCopy.Thumbnails layout) {}

  /** One participant alone, on the same time line. */
  public record Alone(String url, OffsetDateTime expiresAt) {}

  /**
   * A recording as it may be watched without an account.
   *
   * @param address good for some hours
   */
  public record Replay(String address, double seconds, List<ViewingCopy.Chapter> chapters) {

    public Replay {
      chapters = List.copyOf(chapters);
    }
  }
}
