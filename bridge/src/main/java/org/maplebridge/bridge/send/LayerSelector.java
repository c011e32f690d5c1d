package org.maplebridge.bridge.send;

import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * Which packets of a source one receiver gets: one encoding, up to one temporal layer. Another
 * encoding begins with a key frame, a higher layer with a frame that needs the base layer only (the
 * Y bit, RFC 7741 section 4.2), and neither within a picture.
 */
final class LayerSelector {

  /** What becomes of a packet. */
  enum Verdict {
    /** Not of this stream. */
    IGNORE,
    /** Left out of the encoding that is sent. */
    SKIP,
    SEND,
    /** Sent, as the first of another encoding or of a stream that was interrupted. */
    BEGIN
  }

  private static final int ANY = Integer.MAX_VALUE;
  private static final int TOP = 3;
  private static final int NO_ENCODING = -1;

  private int targetEncoding = NO_ENCODING;
  private int targetTemporal = ANY;
  private int encoding = NO_ENCODING;
  private int temporal = ANY;
  private int pictureId = PooledPacket.NO_INDEX;
  private boolean paused;

  /** Sends nothing until another target is set. */
  void pause() {
    paused = true;
    interrupt();
  }

  /** From the next fitting frame on. */
  void target(int newEncoding, int newTemporal) {
    paused = false;
    targetEncoding = newEncoding;
    targetTemporal = newTemporal;
  }

  boolean isPaused() {
    return paused;
  }

  /** The encoding that should be sent, the first until told otherwise. */
  int targetEncoding() {
    return Math.max(0, targetEncoding);
  }

  /** Whether the encoding that should be sent waits for its key frame. */
  boolean isSwitching() {
    return !paused && encoding != targetEncoding();
  }

  /** The highest temporal layer sent, 3 for all (RFC 7741 section 4.2: TID has two bits). */
  int temporal() {
    return Math.min(temporal, TOP);
  }

  /** The stream stops: what comes next begins with a key frame. */
  void interrupt() {
    encoding = NO_ENCODING;
  }

  Verdict judge(PooledPacket packet) {
    if (paused) {
      return Verdict.IGNORE;
    }
    if (packet.encoding() == targetEncoding() && encoding != targetEncoding()) {
      if (packet.keyFrameStart()) {
        encoding = packet.encoding();
        temporal = targetTemporal;
        pictureId = packet.pictureId();
        return Verdict.BEGIN;
      }
      return Verdict.IGNORE;
    }
    if (packet.encoding() != encoding) {
      return Verdict.IGNORE;
    }
    if (packet.pictureId() == PooledPacket.NO_INDEX || packet.pictureId() != pictureId) {
      pictureId = packet.pictureId();
      adapt(packet);
    }
    return packet.temporal() <= temporal ? Verdict.SEND : Verdict.SKIP;
  }

  /** At the first packet of a picture. */
  private void adapt(PooledPacket packet) {
    if (temporal > targetTemporal) {
      temporal = targetTemporal;
    } else if (temporal < targetTemporal
        // One at a time: the layer between would miss what it was made of
        && packet.temporal() == temporal + 1
        && packet.layerSync()) {
      temporal = packet.temporal();
    } else if (temporal < targetTemporal && packet.keyFrameStart()) {
      temporal = targetTemporal;
    }
  }
}
