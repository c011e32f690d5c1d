package org.maplebridge.recording.seal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.Gap;

/** What a line of the ledger says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LedgerEntry.Started.class, name = "started"),
  @JsonSubTypes.Type(value = LedgerEntry.Reordered.class, name = "reordered"),
  @JsonSubTypes.Type(value = LedgerEntry.Interrupted.class, name = "interrupted"),
  @JsonSubTypes.Type(value = LedgerEntry.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = LedgerEntry.TrackOpened.class, name = "track"),
  @JsonSubTypes.Type(value = LedgerEntry.Segment.class, name = "segment"),
  @JsonSubTypes.Type(value = LedgerEntry.TrackGap.class, name = "gap"),
  @JsonSubTypes.Type(value = LedgerEntry.Noted.class, name = "event"),
  @JsonSubTypes.Type(value = LedgerEntry.Fault.class, name = "fault"),
  @JsonSubTypes.Type(value = LedgerEntry.Stopped.class, name = "stopped"),
  @JsonSubTypes.Type(value = LedgerEntry.Sealed.class, name = "sealed")
})
public sealed interface LedgerEntry {

  /**
   * The first line.
   *
   * @param startedAt the zero of the time line
   * @param orderSha256 binds the order's bytes
   */
  record Started(String recordingId, Instant startedAt, String orderSha256) implements LedgerEntry {
    public Started {
      Bounds.instant(startedAt);
    }
  }

  /** The recording goes on under a changed order, kept in a file of its own. */
  record Reordered(String file, String orderSha256) implements LedgerEntry {
    public Reordered {
      Bounds.file(file);
    }
  }

  /**
   * Written at the next start: the process had died.
   *
   * @param lastWrittenAt the last instant the files hold
   * @param tail bytes of an unfinished last line, in hex, that were taken out of the ledger
   */
  record Interrupted(Instant lastWrittenAt, String tail) implements LedgerEntry {
    public Interrupted {
      Bounds.instant(lastWrittenAt);
    }
  }

  /** Recording goes on; between the two instants there is nothing. */
  record Resumed(Instant from, Instant to, Gap.Cause cause) implements LedgerEntry {
    public Resumed {
      Bounds.instant(from);
      Bounds.instant(to);
    }
  }

  /** A file was begun. */
  record TrackOpened(
      String file, String sourceId, String participantId, SourceKind kind, Codec codec)
      implements LedgerEntry {
    public TrackOpened {
      Bounds.file(file);
    }
  }

  /**
   * A range of a file, at most two seconds of media, on disk before this line.
   *
   * @param fromMs media time of its first frame on the time line
   * @param toMs end of its last frame
   * @param frames frames in it
   * @param recovered hashed after an interruption, not while it was written
   */
  record Segment(
      String file,
      long offset,
      long length,
      String sha256,
      long fromMs,
      long toMs,
      long frames,
      boolean recovered)
      implements LedgerEntry {
    public Segment {
      Bounds.file(file);
      Bounds.range(offset, length);
      Bounds.millis(fromMs);
      Bounds.millis(toMs);
      Bounds.count(frames);
    }
  }

  /** Something is missing in a track. */
  record TrackGap(String file, Gap gap) implements LedgerEntry {
    public TrackGap {
      Bounds.file(file);
      Bounds.instant(gap.from());
      Bounds.instant(gap.to());
      Bounds.count(gap.packets());
    }
  }

  /** Something happened in the sitting. */
  record Noted(String what, Optional<String> participantId, Optional<String> detail)
      implements LedgerEntry {}

  /** The recorder could not do its duty. */
  record Fault(String sentence) implements LedgerEntry {}

  /** Stopped by a person or by the end of the room. */
  record Stopped(String reason, Instant stoppedAt) implements LedgerEntry {
    public Stopped {
      Bounds.instant(stoppedAt);
    }
  }

  /** The last line: nothing may follow. */
  record Sealed(Instant sealedAt) implements LedgerEntry {
    public Sealed {
      Bounds.instant(sealedAt);
    }
  }
}
