package org.maplebridge.bridge.send;

import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * One continuous stream of a simulcast source, always of the best encoding that comes: what a
 * recorder gets. Every temporal layer is in it.
 */
public final class BestEncoding {

  /** An encoding silent for so long is not waited for. */
  private static final long SILENT_NANOS = 1_500_000_000;

  private static final int ALL_LAYERS = Integer.MAX_VALUE;
  private static final long FIRST_SEQUENCE = 1L << 16;

  private final LayerSelector selector = new LayerSelector();
  private final StreamRewriter rewriter;
  private long targetNanos;

  public BestEncoding(int clockRateHz) {
    rewriter = new StreamRewriter(clockRateHz, StreamPosition.first(FIRST_SEQUENCE, 0));
  }

  /** The packet as the stream has it, or null when it is not of the stream. */
  public @Nullable MediaPacket take(PooledPacket packet) {
    aim(packet);
    LayerSelector.Verdict verdict = selector.judge(packet);
    if (verdict == LayerSelector.Verdict.BEGIN) {
      rewriter.begin(packet);
    } else if (verdict != LayerSelector.Verdict.SEND) {
      return null;
    }
    int segment = rewriter.find(packet.extendedSequence());
    if (segment == StreamRewriter.NONE) {
      return null;
    }
    rewriter.sent(segment, packet);
    return new ContinuousPacket(
        packet,
        rewriter.sequence(segment, packet.extendedSequence()),
        rewriter.timestamp(segment, packet.timestamp()));
  }

  private void aim(PooledPacket packet) {
    boolean better = packet.encoding() > selector.targetEncoding();
    boolean silent = packet.arrivalNanos() - targetNanos > SILENT_NANOS;
    if (better || silent) {
      selector.target(packet.encoding(), ALL_LAYERS);
    }
    if (packet.encoding() == selector.targetEncoding()) {
      targetNanos = packet.arrivalNanos();
    }
  }

  /** The encoding it is of, or waits for a key frame of. */
  public int encoding() {
    return selector.targetEncoding();
  }

  /** Whether it waits for a key frame. */
  public boolean isWaiting() {
    return selector.isSwitching();
  }

  /** The stream's time for one of the encoding; only if that is {@link #encoding()}. */
  public long timestamp(long sourceTimestamp) {
    return rewriter.timestamp(sourceTimestamp);
  }

  /** Whether {@link #timestamp} can tell. */
  public boolean isRunning() {
    return rewriter.isRunning() && !selector.isSwitching();
  }

  /** Continues with the next key frame. */
  public void interrupt() {
    selector.interrupt();
    rewriter.end();
  }
}
