package org.maplebridge.recording.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The composed MP4 for people to watch. Its time line is that of the recording, with a card of a
 * few seconds in the place of each break.
 *
 * @param sha256 of the file, lower-case hex; the same whenever the copy is made again
 * @param chapters the stages and breaks, as they stand in the file
 * @param speech who spoke when, for the playback page
 * @param breaks what is left out
 * @param events who came and went, and who consented
 */
public record ViewingCopy(
    String recordingId,
    Path file,
    double seconds,
    long bytes,
    String sha256,
    List<Chapter> chapters,
    List<Speech> speech,
    List<Break> breaks,
    List<Event> events,
    Path thumbnailSheet,
    Thumbnails thumbnails) {

  public ViewingCopy {
    chapters = List.copyOf(chapters);
    speech = List.copyOf(speech);
    breaks = List.copyOf(breaks);
    events = List.copyOf(events);
  }

  /** Where a time of the recording lies in the copy, in seconds; inside a break, on its card. */
  public double toCopy(double recordingSeconds) {
    double leftOut = 0;
    for (Break part : breaks) {
      if (recordingSeconds > part.recordingFrom()) {
        double into = recordingSeconds - part.recordingFrom();
        double card = part.toSeconds() - part.fromSeconds();
        double most = part.recordingTo() - part.recordingFrom() - card;
        leftOut += Math.clamp(into - card, 0, most);
      }
    }
    return recordingSeconds - leftOut;
  }

  /** A titled part, in seconds of the copy. */
  public record Chapter(String title, double fromSeconds, double toSeconds) {}

  /** Somebody's voice was heard, in seconds of the copy. */
  public record Speech(String participantId, double fromSeconds, double toSeconds) {}

  /**
   * What is left out of the copy.
   *
   * @param fromSeconds where its card begins in the copy
   * @param recordingFrom where it begins in the recording, in seconds
   */
  public record Break(
      String kind,
      double fromSeconds,
      double toSeconds,
      double recordingFrom,
      double recordingTo) {}

  /** Something happened, in seconds of the copy; {@code what} as {@link TimelineEvent} has it. */
  public record Event(String what, Optional<String> participantId, double atSeconds) {}

  /** Small pictures in rows on one sheet, the first of the beginning. */
  public record Thumbnails(int width, int height, int columns, int count, double everySeconds) {}
}
