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
  @JsonSubTypes.Type(value = LedgerEntry.Signer.class, name = "signer"),
  @JsonSubTypes.Type(value = LedgerEntry.Head.class, name = "head"),
  @JsonSubTypes.Type(value = LedgerEntry.Rebuilt.class, name = "rebuilt"),
  @JsonSubTypes.Type(value = LedgerEntry.Damaged.class, name = "damaged"),
  @JsonSubTypes.Type(value = LedgerEntry.Interrupted.class, name = "interrupted"),
  @JsonSubTypes.Type(value = LedgerEntry.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = LedgerEntry.TrackOpened.class, name = "track"),
  @JsonSubTypes.Type(value = LedgerEntry.Segment.class, name = "segment"),
  @JsonSubTypes.Type(value = LedgerEntry.TrackGap.class, name = "gap"),
  @JsonSubTypes.Type(value = LedgerEntry.Noted.class, name = "event"),
  @JsonSubTypes.Type(value = LedgerEntry.Fault.class, name = "fault"),
  @JsonSubTypes.Type(value = LedgerEntry.Paused.class, name = "paused"),
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
   * The key that signs the heads from here on.
   *
   * @param key SubjectPublicKeyInfo in Base64
   */
  record Signer(String key) implements LedgerEntry {}

  /**
   * The server vouches for every line before this one.
   *
   * @param signature in Base64, over {@link LedgerLine#headStatement}
   */
  record Head(String signature) implements LedgerEntry {}

  /**
   * The ledger was found with lines changed or lost. It is kept as it was found, and its readable
   * lines follow.
   *
   * @param file the faulty original
   * @param lines how many of its lines could be read
   * @param breaks how many did not fit
   */
  record Rebuilt(String file, String sha256, long lines, long breaks) implements LedgerEntry {
    public Rebuilt {
      Bounds.file(file);
      Bounds.count(lines);
      Bounds.count(breaks);
    }
  }

  /**
   * Bytes once hashed were found changed or lost after an interruption. They are kept as found.
   *
   * @param sha256 of what was found
   */
  record Damaged(String file, long offset, long length, String sha256) implements LedgerEntry {
    public Damaged {
      Bounds.file(file);
      Bounds.range(offset, length);
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
   * @param sha256 of its bytes, as is {@code sm3}
   * @param frames frames in it
   * @param recovered hashed after an interruption, not while it was written
   */
  record Segment(
      String file,
      long offset,
      long length,
      String sha256,
      String sm3,
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

  /**
   * Interrupted by the person who presides.
   *
   * @param reason the ground in law, a stable word such as {@code recess}
   */
  record Paused(String reason, Instant pausedAt) implements LedgerEntry {
    public Paused {
      Bounds.instant(pausedAt);
    }
  }

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
