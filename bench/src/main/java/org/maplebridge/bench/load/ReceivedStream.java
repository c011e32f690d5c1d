package org.maplebridge.bench.load;

import org.maplebridge.bridge.rtp.SequenceUnwrapper;

/** What arrived of one SSRC. */
final class ReceivedStream {
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private long first = -1;
  private long highest = -1;
  private long arrived;

  void arrived(int sequenceNumber) {
    long extended = unwrapper.unwrap(sequenceNumber);
    first = first < 0 ? extended : first;
    highest = Math.max(highest, extended);
    arrived++;
  }

  long expected() {
    return highest - first + 1;
  }

  long arrived() {
    return arrived;
  }

  long highest() {
    return highest;
  }
}
