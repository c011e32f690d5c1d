package org.maplebridge.bridge.send;

import java.util.Arrays;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.rtp.SequenceNumbers;

/**
 * Maps sequence numbers, time stamps and picture ids of a source's encodings to those of one
 * receiver's stream. The stream is made of segments: within one they differ by constants, so gaps
 * stay gaps and can be asked for; from one segment to the next the receiver sees no gap, whatever
 * the source did and whatever was left out between.
 *
 * <p>A run of segments follows one encoding; leaving out a layer begins a new segment within it,
 * another encoding begins a new run.
 */
public final class StreamRewriter {

  /** No segment has the packet. */
  static final int NONE = -1;

  /** Segments remembered: some seconds of a stream of which every other picture is left out. */
  private static final int CAPACITY = 64;

  private static final Segment UNUSED = new Segment();
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int PICTURE_ID_BITS = 0x7FFF;

  private final int clockRateHz;

  /** By their number modulo the capacity. */
  private final Segment[] segments = new Segment[CAPACITY];

  private long count;
  private long runStart;
  private boolean running;

  // Of the running encoding
  private long runFirst;
  private long newestSource;
  private int skippedPicture = PooledPacket.NO_INDEX;

  // What the receiver has seen
  private long highestSequence;
  private long newestTimestamp;
  private long newestNanos;
  private int newestPicture;
  private int newestBaseLayer;
  private boolean everRan;

  /** By what the packets from one on differ from the receiver's; together, as they are needed. */
  private static final class Segment {
    int encoding;
    long start;
    long sequenceOffset;
    long timestampOffset;
    int pictureOffset;
    int baseLayerOffset;
  }

  /**
   * @param start what the receiver has seen of the stream before
   */
  public StreamRewriter(int clockRateHz, StreamPosition start) {
    this.clockRateHz = clockRateHz;
    Arrays.fill(segments, UNUSED);
    highestSequence = start.nextSequence() - 1;
    newestTimestamp = start.timestamp();
    newestNanos = start.nanos();
    newestPicture = start.pictureId();
    newestBaseLayer = start.baseLayerIndex();
    everRan = start.hasRun();
  }

  /** How far the stream has come. */
  StreamPosition position(long packets, long bytes) {
    return new StreamPosition(
        nextSequence(),
        newestTimestamp,
        newestNanos,
        newestPicture,
        newestBaseLayer,
        everRan,
        packets,
        bytes);
  }

  /** Whether a run has begun and not ended. */
  public boolean isRunning() {
    return running;
  }

  /** Ends the run. */
  public void end() {
    running = false;
  }

  /** Begins a run with a packet of the source, right behind what the receiver has seen. */
  void begin(PooledPacket packet) {
    long extended = packet.extendedSequence();
    running = true;
    runStart = count;
    runFirst = extended;
    newestSource = extended - 1;
    skippedPicture = PooledPacket.NO_INDEX;
    long ticks = newestTimestamp + ticksSinceNewest(packet.arrivalNanos());
    Segment segment = append();
    segment.encoding = packet.encoding();
    segment.start = extended;
    segment.sequenceOffset = highestSequence + 1 - extended;
    segment.timestampOffset = ticks - packet.timestamp();
    segment.pictureOffset = everRan ? newestPicture + 1 - packet.pictureId() : 0;
    segment.baseLayerOffset = everRan ? newestBaseLayer + 1 - packet.baseLayerIndex() : 0;
  }

  private Segment append() {
    int slot = slot(count++);
    if (segments[slot] == UNUSED) {
      segments[slot] = new Segment();
    }
    return segments[slot];
  }

  /** The pause the receiver sees is the pause that was; never none. */
  private long ticksSinceNewest(long arrivalNanos) {
    if (!everRan) {
      return 0;
    }
    long nanos = Math.max(0, arrivalNanos - newestNanos);
    long seconds = nanos / NANOS_PER_SECOND;
    long ticks = seconds * clockRateHz + nanos % NANOS_PER_SECOND * clockRateHz / NANOS_PER_SECOND;
    return Math.max(1, ticks);
  }

  /**
   * Leaves a packet of the running encoding out, so that what follows moves up. One that comes late
   * leaves the gap it has left already.
   */
  void skip(PooledPacket packet) {
    long extended = packet.extendedSequence();
    if (!running || extended <= newestSource) {
      return;
    }
    newestSource = extended;
    boolean newPicture =
        packet.pictureId() != PooledPacket.NO_INDEX && packet.pictureId() != skippedPicture;
    skippedPicture = packet.pictureId();
    Segment last = segments[slot(count - 1)];
    Segment next = last.start == extended ? last : append();
    next.encoding = last.encoding;
    next.start = extended + 1;
    next.sequenceOffset = last.sequenceOffset - 1;
    next.timestampOffset = last.timestampOffset;
    next.pictureOffset = last.pictureOffset - (newPicture ? 1 : 0);
    next.baseLayerOffset = last.baseLayerOffset;
  }

  private static int slot(long number) {
    return (int) (number % CAPACITY);
  }

  private long oldest() {
    return Math.max(0, count - CAPACITY);
  }

  /** Where the run began: nothing before it was ever sent to this receiver in it. */
  long runFirst() {
    return runFirst;
  }

  /** The segment of the running encoding that has a packet, or {@link #NONE}. */
  int find(long extendedSequence) {
    if (running) {
      long from = Math.max(runStart, oldest());
      for (long number = count - 1; number >= from; number--) {
        if (extendedSequence >= segments[slot(number)].start) {
          return slot(number);
        }
      }
    }
    return NONE;
  }

  /** The segment a number the receiver has seen is of, or {@link #NONE}. */
  int findSent(int sequence) {
    long sent = highestSequence + SequenceNumbers.delta(sequence, (int) (highestSequence & 0xFFFF));
    for (long number = count - 1; number >= oldest(); number--) {
      int slot = slot(number);
      if (sent - segments[slot].sequenceOffset >= segments[slot].start) {
        return slot;
      }
    }
    return NONE;
  }

  /** Notes that a packet of the running encoding goes out. */
  void sent(int slot, PooledPacket packet) {
    long extended = packet.extendedSequence();
    newestSource = Math.max(newestSource, extended);
    long sequence = extended + segments[slot].sequenceOffset;
    if (sequence > highestSequence) {
      highestSequence = sequence;
      newestTimestamp = timestamp(slot, packet.timestamp());
      newestNanos = packet.arrivalNanos();
      newestPicture = packet.pictureId() + segments[slot].pictureOffset;
      newestBaseLayer = packet.baseLayerIndex() + segments[slot].baseLayerOffset;
      everRan = true;
    }
  }

  /** The number behind the highest the receiver was sent, extended. */
  public long nextSequence() {
    return highestSequence + 1;
  }

  /** The encoding a segment is of. */
  int encoding(int slot) {
    return segments[slot].encoding;
  }

  /** The receiver's 16-bit number of a packet of a segment. */
  int sequence(int slot, long extendedSequence) {
    return (int) (extendedSequence + segments[slot].sequenceOffset) & 0xFFFF;
  }

  /** The receiver's time stamp for one of a segment. */
  long timestamp(int slot, long sourceTimestamp) {
    return (sourceTimestamp + segments[slot].timestampOffset) & 0xFFFF_FFFFL;
  }

  /** The receiver's time stamp for one of the running encoding; only while {@link #isRunning()}. */
  long timestamp(long sourceTimestamp) {
    return timestamp(slot(count - 1), sourceTimestamp);
  }

  /** The receiver's VP8 picture id for one of a segment. */
  int pictureId(int slot, int sourcePictureId) {
    return (sourcePictureId + segments[slot].pictureOffset) & PICTURE_ID_BITS;
  }

  /** The receiver's TL0PICIDX for one of a segment. */
  int baseLayerIndex(int slot, int sourceIndex) {
    return (sourceIndex + segments[slot].baseLayerOffset) & 0xFF;
  }

  /** The source's extended number for one the receiver has seen, of the segment found for it. */
  long sourceSequence(int slot, int sequence) {
    long sent = highestSequence + SequenceNumbers.delta(sequence, (int) (highestSequence & 0xFFFF));
    return sent - segments[slot].sequenceOffset;
  }
}
