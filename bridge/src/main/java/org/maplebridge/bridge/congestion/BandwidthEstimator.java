package org.maplebridge.bridge.congestion;

/** How much a path carries. Loop only. */
public interface BandwidthEstimator {

  /** {@link #targetBps()} of a path nothing is known of. */
  long UNKNOWN = 0;

  /**
   * A packet left.
   *
   * @param sequence its transport-wide sequence number
   * @param bytes on the wire, headers of the network included
   * @param probe whether it was sent only, or sooner, to find out what the path carries
   */
  void onSent(int sequence, int bytes, boolean probe, long now);

  /**
   * The receiver tells of a packet, in the order of the numbers; {@link #onFeedbackEnd} follows.
   *
   * @param arrivalMicros by its clock, whose zero is arbitrary; meaningless when not received
   */
  void onStatus(int sequence, boolean received, long arrivalMicros);

  /** One feedback message has been told. */
  void onFeedbackEnd(long roundTripNanos, long now);

  /** The receiver says itself what it can take (draft-alvestrand-rmcat-remb-03). */
  void onMaximum(long bps);

  /**
   * The receiver cannot be probed, for want of an RTX stream or of transport-wide feedback. From
   * now on nothing is held back: an estimate once too low could never rise again, and neither could
   * the receiver's own word, which follows what arrives.
   */
  void giveUp();

  /** To be called several times a second. */
  void tick(long now);

  /** Bits per second to send at, or {@link #UNKNOWN}. */
  long targetBps();

  /** Bytes that may leave now, before it is known what the path carries. */
  long roomBytes();

  /** Lost share of what was sent in the last half second or more, 0 to 1. */
  double lossRatio();

  /** Whether packets wait on the path for longer than a burst makes them. */
  boolean isQueueing();

  /** Whether nothing comes through at the moment. */
  boolean isOut();

  /** Whether the path is idle enough for a look at whether it carries more. */
  boolean mayProbe(long now);

  /** A path nothing is ever found out about. */
  static BandwidthEstimator none() {
    return NoEstimate.INSTANCE;
  }
}
