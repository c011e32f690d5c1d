package org.maplebridge.bridge.send;

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

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int PICTURE_ID_BITS = 0x7FFF;

  private final int clockRateHz;

  // Segments, by their number modulo the capacity
  private final int[] encodings = new int[CAPACITY];
  private final long[] starts = new long[CAPACITY];
  private final long[] sequenceOffsets = new long[CAPACITY];
  private final long[] timestampOffsets = new long[CAPACITY];
  private final int[] pictureOffsets = new int[CAPACITY];
  private final int[] baseLayerOffsets = new int[CAPACITY];
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

  /**
   * @param start what the receiver has seen of the stream before
   */
  public StreamRewriter(int clockRateHz, StreamPosition start) {
    this.clockRateHz = clockRateHz;
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
    int slot =
        append(
            packet.encoding(),
            extended,
            highestSequence + 1 - extended,
            ticks - packet.timestamp());
    pictureOffsets[slot] = everRan ? newestPicture + 1 - packet.pictureId() : 0;
    baseLayerOffsets[slot] = everRan ? newestBaseLayer + 1 - packet.baseLayerIndex() : 0;
  }

  private int append(int encoding, long start, long sequenceOffset, long timestampOffset) {
    int slot = (int) (count++ % CAPACITY);
    encodings[slot] = encoding;
    starts[slot] = start;
    sequenceOffsets[slot] = sequenceOffset;
    timestampOffsets[slot] = timestampOffset;
    return slot;
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
    int last = slot(count - 1);
    int slot = last;
    if (starts[last] == extended) {
      starts[last]++;
      sequenceOffsets[last]--;
    } else {
      slot =
          append(encodings[last], extended + 1, sequenceOffsets[last] - 1, timestampOffsets[last]);
      pictureOffsets[slot] = pictureOffsets[last];
      baseLayerOffsets[slot] = baseLayerOffsets[last];
    }
    pictureOffsets[slot] -= newPicture ? 1 : 0;
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
        if (extendedSequence >= starts[slot(number)]) {
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
      if (sent - sequenceOffsets[slot] >= starts[slot]) {
        return slot;
      }
    }
    return NONE;
  }

  /** Notes that a packet of the running encoding goes out. */
  void sent(int slot, PooledPacket packet) {
    long extended = packet.extendedSequence();
    newestSource = Math.max(newestSource, extended);
    long sequence = extended + sequenceOffsets[slot];
    if (sequence > highestSequence) {
      highestSequence = sequence;
      newestTimestamp = timestamp(slot, packet.timestamp());
      newestNanos = packet.arrivalNanos();
      newestPicture = packet.pictureId() + pictureOffsets[slot];
      newestBaseLayer = packet.baseLayerIndex() + baseLayerOffsets[slot];
      everRan = true;
    }
  }

  /** The number behind the highest the receiver was sent, extended. */
  public long nextSequence() {
    return highestSequence + 1;
  }

  /** The encoding a segment is of. */
  int encoding(int slot) {
    return encodings[slot];
  }

  /** The receiver's 16-bit number of a packet of a segment. */
  int sequence(int slot, long extendedSequence) {
    return (int) (extendedSequence + sequenceOffsets[slot]) & 0xFFFF;
  }

  /** The receiver's time stamp for one of a segment. */
  long timestamp(int slot, long sourceTimestamp) {
    return (sourceTimestamp + timestampOffsets[slot]) & 0xFFFF_FFFFL;
  }

  /** The receiver's time stamp for one of the running encoding; only while {@link #isRunning()}. */
  long timestamp(long sourceTimestamp) {
    return timestamp(slot(count - 1), sourceTimestamp);
  }

  /** The receiver's VP8 picture id for one of a segment. */
  int pictureId(int slot, int sourcePictureId) {
    return (sourcePictureId + pictureOffsets[slot]) & PICTURE_ID_BITS;
  }

  /** The receiver's TL0PICIDX for one of a segment. */
  int baseLayerIndex(int slot, int sourceIndex) {
    return (sourceIndex + baseLayerOffsets[slot]) & 0xFF;
  }

  /** The source's extended number for one the receiver has seen, of the segment found for it. */
  long sourceSequence(int slot, int sequence) {
    long sent = highestSequence + SequenceNumbers.delta(sequence, (int) (highestSequence & 0xFFFF));
    return sent - sequenceOffsets[slot];
  }
}
