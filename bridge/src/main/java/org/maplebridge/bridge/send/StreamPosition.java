package org.maplebridge.bridge.send;

/**
 * How far a stream has come: what the receiver has seen of it, so that another source can go on
 * from there under the same SSRC.
 *
 * @param nextSequence the number behind the highest sent, extended: at least 2^16
 * @param timestamp of the newest packet, or of the first to come
 * @param nanos when the newest packet came
 * @param pictureId VP8 picture id of the newest packet
 * @param baseLayerIndex its TL0PICIDX
 * @param hasRun whether a packet was sent at all
 * @param packets sent, for sender reports (RFC 3550 section 6.4.1)
 * @param bytes of payload sent
 */
record StreamPosition(
    long nextSequence,
    long timestamp,
    long nanos,
    int pictureId,
    int baseLayerIndex,
    boolean hasRun,
    long packets,
    long bytes) {

  /** Of a stream nothing was sent of yet. */
  static StreamPosition first(long sequence, long timestamp) {
    return new StreamPosition(sequence, timestamp, 0, 0, 0, false, 0, 0);
  }
}
