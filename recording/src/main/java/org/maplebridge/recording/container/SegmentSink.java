package org.maplebridge.recording.container;

import java.io.IOException;
import org.maplebridge.recording.store.Digests;

/** Told of each range of a file that has reached the disk. */
@FunctionalInterface
public interface SegmentSink {

  void onSegment(WrittenSegment segment) throws IOException;

  /**
   * A range of a file, forced to disk.
   *
   * @param offset in the file
   * @param fromMs media time of its first frame
   * @param toMs end of its last frame
   * @param frames in it
   */
  record WrittenSegment(
      long offset, long length, Digests digests, long fromMs, long toMs, long frames) {}
}
