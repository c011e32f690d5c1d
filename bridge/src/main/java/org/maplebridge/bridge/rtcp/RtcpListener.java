package org.maplebridge.bridge.rtcp;

/**
 * What a compound packet tells, in its order. SSRCs are their 32 bits. Every method does nothing
 * unless overridden.
 */
public interface RtcpListener {

  /**
   * RFC 3550 section 6.4.1.
   *
   * @param ntpTime 32.32 fixed point seconds since 1900
   * @param rtpTime 32-bit RTP time stamp of the same instant
   */
  default void onSenderReport(int ssrc, long ntpTime, long rtpTime) {}

  /**
   * A report block of a sender or receiver report (RFC 3550 section 6.4.1).
   *
   * @param reporter who received
   * @param ssrc whom the block is about
   * @param fractionLost in 1/256, since the report before
   * @param cumulativeLost may be negative with duplicates
   * @param jitter in units of the RTP clock
   * @param lastSenderReport middle 32 bits of the NTP time of the report heard last; 0 for none
   * @param delaySince 1/65536 seconds since that report came
   */
  default void onReportBlock(
      int reporter,
      int ssrc,
      int fractionLost,
      int cumulativeLost,
      long jitter,
      long lastSenderReport,
      long delaySince) {}

  /** The canonical name of a source (RFC 3550 section 6.5.1) lies in the buffer parsed. */
  default void onCanonicalName(int ssrc, int offset, int length) {}

  /** RFC 3550 section 6.6. */
  default void onBye(int ssrc) {}

  /**
   * One pair of a generic NACK (RFC 4585 section 6.2.1).
   *
   * @param packetId a lost sequence number
   * @param followingMask bit i set: packetId + i + 1 is lost too
   */
  default void onNack(int mediaSsrc, int packetId, int followingMask) {}

  /** RFC 4585 section 6.3.1. */
  default void onPictureLoss(int mediaSsrc) {}

  /** One entry of a full intra request (RFC 5104 section 4.3.1). */
  default void onFullIntraRequest(int mediaSsrc, int sequenceNumber) {}

  /** Transport-wide feedback lies in the buffer parsed; {@link TransportFeedback} reads it. */
  default void onTransportFeedback(int offset, int length) {}

  /** Receiver estimated maximum bit rate (draft-alvestrand-rmcat-remb-03). */
  default void onMaximumBitrate(long bps) {}
}
