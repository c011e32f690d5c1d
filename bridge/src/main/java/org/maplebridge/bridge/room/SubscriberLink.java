package org.maplebridge.bridge.room;

import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.send.BestEncoding;

/** One whole-source subscriber at one source. */
final class SubscriberLink {

  final MediaSubscriber subscriber;
  private final SourceInfo info;

  /** Null without simulcast: then packets are passed on as they are. */
  private final @Nullable BestEncoding best;

  /** Whether it wanted the packet before: when it begins to, it needs a key frame. */
  private boolean wanted;

  SubscriberLink(MediaSubscriber subscriber, SourceInfo info, int encodings) {
    this.subscriber = subscriber;
    this.info = info;
    best = encodings > 1 ? new BestEncoding(info.codec().clockRateHz()) : null;
  }

  /**
   * Hands over a packet, if it is wanted.
   *
   * @return false when a key frame is needed
   */
  boolean offer(PooledPacket packet) {
    boolean wants = subscriber.wants(info);
    boolean begins = wants && !wanted;
    wanted = wants;
    if (!wants) {
      return true;
    }
    if (best == null) {
      subscriber.onPacket(info, packet);
      return !begins || packet.keyFrameStart();
    }
    if (begins) {
      best.interrupt();
    }
    MediaPacket continuous = best.take(packet);
    if (continuous != null) {
      subscriber.onPacket(info, continuous);
    }
    return !best.isWaiting();
  }

  /** The encoding it gets, or waits for. */
  int encoding() {
    return best == null ? 0 : best.encoding();
  }

  void onSenderReport(int encoding, long ntpTime, long rtpTime, long arrivalNanos) {
    if (best == null) {
      subscriber.onSenderReport(info, ntpTime, rtpTime, arrivalNanos);
    } else if (best.isRunning() && encoding == best.encoding()) {
      subscriber.onSenderReport(info, ntpTime, best.timestamp(rtpTime), arrivalNanos);
    }
  }

  /** The source was closed. */
  void interrupt() {
    if (best != null) {
      best.interrupt();
    }
  }

  /** An encoding began anew. */
  void restart(int encoding) {
    if (best != null && encoding == best.encoding()) {
      best.interrupt();
    }
  }
}
