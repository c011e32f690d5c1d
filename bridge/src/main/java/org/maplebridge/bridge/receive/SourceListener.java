package org.maplebridge.bridge.receive;

import org.maplebridge.bridge.rtp.PooledPacket;

/** What a received source tells whoever routes it, on the loop. */
public interface SourceListener {

  /** The first packet arrived, whether the source is open or not. */
  void onStarted();

  /**
   * A packet of an open source, once, in the order of arrival. The reference is the caller's:
   * retain what is kept.
   */
  void onPacket(PooledPacket packet);

  /** The sender began a stream anew: sequence numbers and time stamps have no link to the old. */
  void onRestarted(int encoding);

  /** A sender report; see {@link org.maplebridge.bridge.api.MediaSubscriber#onSenderReport}. */
  void onSenderReport(int encoding, long ntpTime, long rtpTime, long arrivalNanos);
}
