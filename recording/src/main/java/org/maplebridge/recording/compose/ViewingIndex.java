package org.maplebridge.recording.compose;

import java.util.List;
import org.maplebridge.recording.api.ViewingCopy.Speech;

/**
 * What the playback page knows of a viewing copy besides the picture; {@code viewing/index.json}.
 *
 * @param file name beside the index
 */
record ViewingIndex(
    int format,
    String file,
    double seconds,
    long bytes,
    String sha256,
    List<Chapter> chapters,
    List<Speech> speech) {

  static final int FORMAT = 1;
}
