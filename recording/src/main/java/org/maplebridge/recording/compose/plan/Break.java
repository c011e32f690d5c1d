package org.maplebridge.recording.compose.plan;

/**
 * A part of the recording that the copy leaves out and says so.
 *
 * @param fromMs on the recording's time line
 * @param toMs on the recording's time line
 * @param ground in law, in words; empty where none was stated
 */
public record Break(Kind kind, long fromMs, long toMs, String ground) {

  /** Why it is left out; the later weighs more where two meet. */
  public enum Kind {
    PAUSED("录制暂停"),
    INTERRUPTED("录制中断"),
    CAUCUS("背对背沟通");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /** In words, with the ground where one was stated. */
  public String title() {
    return ground.isEmpty() ? kind.title : kind.title + "　" + ground;
  }

  /** Longest showing of the card that stands for it. */
  static final long CARD_MS = 4_000;

  /** How much shorter than the recording the copy is by this. */
  long leftOutMs() {
    return Math.max(0, toMs - fromMs - CARD_MS);
  }
}
