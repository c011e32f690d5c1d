package org.maplebridge.recording.compose.plan;

import java.util.List;
import org.maplebridge.recording.api.RecordedTrack;

/**
 * Who or what has a tile: a person, or the screen a person shows.
 *
 * @param role as the sitting names it, such as {@code JUDGE}
 * @param label as it stands under the picture
 * @param tracks the files its picture comes from, in order
 */
public record Subject(
    Kind kind,
    String participantId,
    String name,
    String role,
    String label,
    List<RecordedTrack> tracks) {

  public Subject {
    tracks = List.copyOf(tracks);
  }

  /** What it is. */
  public enum Kind {
    PERSON,
    SCREEN
  }
}
