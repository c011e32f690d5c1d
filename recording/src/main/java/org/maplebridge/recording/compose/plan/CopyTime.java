package org.maplebridge.recording.compose.plan;

import java.util.List;
import java.util.OptionalLong;

/**
 * The copy's time line: the recording's, with a card of a few seconds in the place of each break.
 *
 * @param breaks in order, apart from one another
 */
public record CopyTime(long recordingMs, List<Break> breaks) {

  public CopyTime {
    breaks = List.copyOf(breaks);
  }

  /** What is to be seen and heard at a time of the copy. */
  public sealed interface Moment {
    /** The recording at a time of its own. */
    record Live(long recordingMs) implements Moment {}

    /** The card of a break. */
    record Card(Break shown) implements Moment {}
  }

  /** Length of the copy. */
  public long copyMs() {
    return recordingMs - breaks.stream().mapToLong(Break::leftOutMs).sum();
  }

  public Moment at(long copyMs) {
    long leftOut = 0;
    for (Break part : breaks) {
      if (copyMs + leftOut < part.fromMs()) {
        break;
      }
      if (copyMs + leftOut < part.toMs() - part.leftOutMs()) {
        return new Moment.Card(part);
      }
      leftOut += part.leftOutMs();
    }
    return new Moment.Live(copyMs + leftOut);
  }

  /** Where a time of the recording lies in the copy; inside a break, on its card. */
  public long toCopy(long recordingMs) {
    long leftOut = 0;
    for (Break part : breaks) {
      if (recordingMs <= part.fromMs()) {
        break;
      }
      leftOut += Math.clamp(recordingMs - part.fromMs() - Break.CARD_MS, 0, part.leftOutMs());
    }
    return recordingMs - leftOut;
  }

  /**
   * Where a block of the copy's sound comes from.
   *
   * @param first number of the copy's sample it begins with
   * @return number of the recording's sample; empty where a card is shown for any part of it
   */
  public OptionalLong soundAt(long first, int count, int rateHz) {
    Moment begin = at(first * 1000 / rateHz);
    Moment end = at((first + count) * 1000 / rateHz);
    return begin instanceof Moment.Live live && end instanceof Moment.Live
        ? OptionalLong.of(first + leftOutBefore(live.recordingMs()) * rateHz / 1000)
        : OptionalLong.empty();
  }

  private long leftOutBefore(long recordingMs) {
    return recordingMs - toCopy(recordingMs);
  }
}
