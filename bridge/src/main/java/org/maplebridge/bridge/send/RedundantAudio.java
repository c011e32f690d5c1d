package org.maplebridge.bridge.send;

import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.rtp.RedPayload;

/**
 * Sound with the packets before it in the same datagram (RFC 2198), for a receiver that loses some:
 * one that is lost comes again with the next. Only as much as the loss asks for, because it costs
 * as much again.
 */
final class RedundantAudio {

  private static final double ONE_BLOCK = 0.01;
  private static final double TWO_BLOCKS = 0.06;

  /** Of the old value, per feedback message, some ten a second: loss comes in spells. */
  private static final double SMOOTHING = 0.98;

  static final int MAX_BLOCKS = 2;

  /** Payload of a packet of sound, as a part of all it weighs on the wire. */
  private static final double BLOCK_WEIGHT = 0.55;

  private final StreamHeader header;
  private final int payloadType;
  private final PacketHistory history;
  private final PooledPacket[] chosen = new PooledPacket[MAX_BLOCKS];
  private double loss;
  private int blocks;

  /**
   * @param payloadType of the codec inside
   */
  RedundantAudio(StreamHeader header, int payloadType, PacketHistory history) {
    this.header = header;
    this.payloadType = payloadType;
    this.history = history;
  }

  StreamHeader header() {
    return header;
  }

  /**
   * What the path loses now; a rise counts at once.
   *
   * @param affordable most blocks the path carries beside everything else: where it loses for want
   *     of room, more would only make it worse
   */
  void onLoss(double ratio, int affordable) {
    loss = Math.max(ratio, SMOOTHING * loss + (1 - SMOOTHING) * ratio);
    blocks =
        Math.min(
            Math.max(0, affordable), loss > TWO_BLOCKS ? MAX_BLOCKS : loss > ONE_BLOCK ? 1 : 0);
  }

  boolean isOn() {
    return blocks > 0;
  }

  /** What it costs now, in times of the stream alone: headers are not repeated. */
  double weight() {
    return 1 + BLOCK_WEIGHT * blocks;
  }

  /**
   * Writes the payload.
   *
   * @param oldest the first packet the receiver may hear
   * @return where it ends
   */
  int write(byte[] buffer, int at, PooledPacket packet, long oldest) {
    int count = choose(packet, oldest);
    int position = at;
    for (int i = count - 1; i >= 0; i--) {
      RedPayload.putRedundant(
          buffer, position, payloadType, age(packet, chosen[i]), chosen[i].payloadLength());
      position += RedPayload.REDUNDANT_HEADER;
    }
    RedPayload.putPrimary(buffer, position, payloadType);
    position += RedPayload.PRIMARY_HEADER;
    for (int i = count - 1; i >= 0; i--) {
      chosen[i].copyPayload(buffer, position);
      position += chosen[i].payloadLength();
    }
    packet.copyPayload(buffer, position);
    return position + packet.payloadLength();
  }

  /** The packets right before, newest first, while they are young and short enough. */
  private int choose(PooledPacket packet, long oldest) {
    int bytes = 0;
    for (int i = 0; i < blocks; i++) {
      PooledPacket before = history.get(packet.extendedSequence() - 1 - i);
      if (before == null || before.extendedSequence() < oldest) {
        return i;
      }
      bytes += before.payloadLength();
      int ticks = age(packet, before);
      if (ticks <= 0 || ticks >= RedPayload.MAX_TICKS || bytes >= RedPayload.MAX_LENGTH) {
        return i;
      }
      chosen[i] = before;
    }
    return blocks;
  }

  private static int age(PooledPacket packet, PooledPacket before) {
    return (int) (packet.timestamp() - before.timestamp());
  }
}
