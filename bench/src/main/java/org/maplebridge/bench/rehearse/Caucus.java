package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * A time in which some people were apart while a recording ran, in seconds since it began.
 *
 * @param begun when they went apart
 * @param from when what had been on its way before was surely there
 * @param to when they were still apart
 * @param allowed whether it may be in the recording
 */
record Caucus(double begun, double from, double to, boolean allowed) {
  /** Of the viewing copy: a card of this length stands for a caucus, however long it was. */
  private static final double CARD_SECONDS = 4;

  /** A tone and a picture of a full second come once a second; the first may be cut. */
  private static final int FEWEST = 2;

  /** What the viewing copy is shorter by. */
  double leftOut() {
    return Math.max(0, to - begun - CARD_SECONDS);
  }

  double seconds() {
    return to - begun;
  }

  /**
   * Whether a track of somebody who was apart has what was sent meanwhile exactly where that was
   * allowed.
   */
  boolean holdsIn(Path file, JsonNode track, int framesPerSecond) {
    List<Double> signs =
        "MICROPHONE".equals(track.path("kind").asText())
            ? ArchiveProbe.onsets(file)
            : ArchiveProbe.secondsShown(file, framesPerSecond);
    long found = signs.stream().filter(at -> at >= from && at < to).count();
    return allowed ? found >= FEWEST : found == 0;
  }

  String fault() {
    return allowed
        ? " lacks the caucus that was allowed, from second " + from
        : " has something of a caucus that was not allowed, from second " + from;
  }
}
