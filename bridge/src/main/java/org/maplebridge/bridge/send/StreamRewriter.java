package org.maplebridge.bridge.send;

import org.maplebridge.bridge.rtp.SequenceNumbers;

/**
 * Maps sequence numbers and time stamps of a source to those of one receiver's stream. The stream
 * is made of segments: within one, both differ by a constant, so gaps stay gaps and can be asked
 * for; from one segment to the next the receiver sees no gap, whatever the source did.
 */
public final class StreamRewriter {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int clockRateHz;

  private boolean running;
  private long start;
  private long sequenceOffset;
  private long timestampOffset;

  // What the receiver has seen
  private long highestSequence;
  private long newestTimestamp;
  private long newestNanos;
  private boolean everRan;

  /**
   * @param firstSequence the number of the first packet, extended: at least 2^16
   * @param firstTimestamp the time stamp of the first packet
   */
  public StreamRewriter(int clockRateHz, long firstSequence, long firstTimestamp) {
    this.clockRateHz = clockRateHz;
    highestSequence = firstSequence - 1;
    newestTimestamp = firstTimestamp;
  }

  /** Whether a segment has begun and not ended. */
  public boolean isRunning() {
    return running;
  }

  /** Ends the segment. */
  public void end() {
    running = false;
  }

  /** Begins a segment with a packet of the source, right behind what the receiver has seen. */
  public void begin(long extendedSequence, long timestamp, long arrivalNanos) {
    running = true;
    start = extendedSequence;
    sequenceOffset = highestSequence + 1 - extendedSequence;
    timestampOffset = newestTimestamp + ticksSinceNewest(arrivalNanos) - timestamp;
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

  /** Whether a packet of the source is of the running segment. */
  public boolean covers(long extendedSequence) {
    return running && extendedSequence >= start;
  }

  /** Notes that a packet of the running segment goes out. */
  public void sent(long extendedSequence, long timestamp, long arrivalNanos) {
    long sequence = extendedSequence + sequenceOffset;
    if (sequence > highestSequence) {
      highestSequence = sequence;
      newestTimestamp = timestamp(timestamp);
      newestNanos = arrivalNanos;
      everRan = true;
    }
  }

  /** The number behind the highest the receiver was sent, extended. */
  public long nextSequence() {
    return highestSequence + 1;
  }

  /** The receiver's 16-bit number of a packet of the running segment. */
  public int sequence(long extendedSequence) {
    return (int) (extendedSequence + sequenceOffset) & 0xFFFF;
  }

  /** The receiver's time stamp for one of the running segment. */
  public long timestamp(long sourceTimestamp) {
    return (sourceTimestamp + timestampOffset) & 0xFFFF_FFFFL;
  }

  /** The source's extended number for one the receiver has seen, near the newest. */
  public long sourceSequence(int sequence) {
    long extended =
        highestSequence + SequenceNumbers.delta(sequence, (int) (highestSequence & 0xFFFF));
    return extended - sequenceOffset;
  }
}
