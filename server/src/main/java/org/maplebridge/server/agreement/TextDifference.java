package org.maplebridge.server.agreement;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two texts, character by character, by the longest common subsequence of what
 * lies between their common ends. Pure.
 */
final class TextDifference {
  /**
   * Above this many characters a side, the middle is shown as replaced: the table grows squared.
   */
  private static final int LARGEST = 2_000;

  private TextDifference() {}

  static List<Segment> of(String before, String after) {
    int head = 0;
    while (head < Math.min(before.length(), after.length())
        && before.charAt(head) == after.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(before.length(), after.length()) - head
        && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
      tail++;
    }
    List<Segment> segments = new ArrayList<>();
    add(segments, Change.SAME, before.substring(0, head));
    middle(
        segments,
        before.substring(head, before.length() - tail),
        after.substring(head, after.length() - tail));
    add(segments, Change.SAME, before.substring(before.length() - tail));
    return segments;
  }

  private static void middle(List<Segment> segments, String before, String after) {
    if (before.length() > LARGEST || after.length() > LARGEST) {
      add(segments, Change.REMOVED, before);
      add(segments, Change.ADDED, after);
      return;
    }
    int[][] common = common(before, after);
    int i = 0;
    int j = 0;
    while (i < before.length() || j < after.length()) {
      boolean both = i < before.length() && j < after.length();
      if (both && before.charAt(i) == after.charAt(j)) {
        add(segments, Change.SAME, before.substring(i, i + 1));
        i++;
        j++;
      } else if (j == after.length() || (both && common[i + 1][j] >= common[i][j + 1])) {
        add(segments, Change.REMOVED, before.substring(i, i + 1));
        i++;
      } else {
        add(segments, Change.ADDED, after.substring(j, j + 1));
        j++;
      }
    }
  }

  /** Length of the longest common subsequence of the rests from every pair of places. */
  private static int[][] common(String before, String after) {
    int[][] common = new int[before.length() + 1][after.length() + 1];
    for (int i = before.length() - 1; i >= 0; i--) {
      for (int j = after.length() - 1; j >= 0; j--) {
        common[i][j] =
            before.charAt(i) == after.charAt(j)
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static void add(List<Segment> segments, Change change, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!segments.isEmpty() && segments.getLast().change() == change) {
      Segment last = segments.removeLast();
      segments.add(new Segment(change, last.text() + text));
    } else {
      segments.add(new Segment(change, text));
    }
  }

  /** A stretch of text. */
  record Segment(Change change, String text) {}

  /** What became of it. */
  enum Change {
    SAME,
    ADDED,
    REMOVED
  }
}
