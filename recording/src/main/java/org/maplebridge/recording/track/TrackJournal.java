package org.maplebridge.recording.track;

import java.io.IOException;
import java.nio.file.Path;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.container.SegmentSink.WrittenSegment;

/** What a track asks of the recording it belongs to. Called on the writer thread. */
public interface TrackJournal {

  /** A path for a new file of a source, already entered in the ledger. */
  Path newFile(SourceInfo source) throws IOException;

  /** A range of a file is on disk. */
  void onSegment(Path file, WrittenSegment segment) throws IOException;

  /** Something is missing in a file; times on the time line. */
  void onGap(Path file, Gap.Cause cause, long fromMs, long toMs, long packets) throws IOException;

  /** The picture cannot go on without a key frame. */
  void onKeyFrameNeeded(SourceInfo source);
}
