package org.maplebridge.recording.container;

import java.io.IOException;

/** Told of each range of a file that has reached the disk. */
@FunctionalInterface
public interface SegmentSink {

  void onSegment(WrittenSegment segment) throws IOException;

  /**
   * A range of a file, forced to disk.
   *
   * @param offset in the file
   * @param sha256 lower-case hex
   * @param fromMs media time of its first frame
   * @param toMs end of its last frame
   * @param frames in it
   */
  record WrittenSegment(
      long offset, long length, String sha256, long fromMs, long toMs, long frames) {}
}
