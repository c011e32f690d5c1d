package org.maplebridge.bench.rehearse;

import java.time.Duration;
import java.util.List;
import org.maplebridge.bench.client.Attendee;

/** Frames each person sent, and each decoded of each, at one moment or between two. */
final class FrameCount {
  /** By sender. */
  private final long[] sent;

  /** By receiver, then sender. */
  private final long[][] decoded;

  private FrameCount(long[] sent, long[][] decoded) {
    this.sent = sent;
    this.decoded = decoded;
  }

  static FrameCount none() {
    return new FrameCount(new long[0], new long[0][]);
  }

  /** How long a frame may be on its way before it counts as lost. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(400);

  /**
   * The counts as they stand now; what is on its way is given time to arrive.
   *
   * @param senders how many of the people send, the first ones
   */
  static FrameCount of(List<Attendee> people, List<Witness> witnesses, int senders) {
    long[] sent = people.stream().limit(senders).mapToLong(Attendee::framesSent).toArray();
    Patience.pass(ON_ITS_WAY);
    long[][] decoded = new long[people.size()][sent.length];
    for (int at = 0; at < decoded.length; at++) {
      for (int from = 0; from < sent.length; from++) {
        decoded[at][from] = witnesses.get(at).framesDecoded(people.get(from).participantId());
      }
    }
    return new FrameCount(sent, decoded);
  }

  FrameCount since(FrameCount before) {
    long[] sentSince = new long[sent.length];
    long[][] decodedSince = new long[decoded.length][sent.length];
    for (int from = 0; from < sent.length; from++) {
      sentSince[from] = sent[from] - before.sent[from];
      for (int at = 0; at < decoded.length; at++) {
        decodedSince[at][from] = decoded[at][from] - before.decoded[at][from];
      }
    }
    return new FrameCount(sentSince, decodedSince);
  }

  /** The worst share of anybody else's frames that a receiver decoded, 0 to 1. */
  double worstRatio(int receiver) {
    double worst = 1;
    for (int from = 0; from < sent.length; from++) {
      if (from != receiver) {
        worst = Math.min(worst, ratio(receiver, from));
      }
    }
    return worst;
  }

  /** The share of another's frames that a receiver decoded, 0 to 1. */
  double ratio(int receiver, int from) {
    return sent[from] == 0 ? 0 : decoded[receiver][from] / (double) sent[from];
  }
}
