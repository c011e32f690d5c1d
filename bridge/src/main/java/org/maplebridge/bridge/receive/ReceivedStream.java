package org.maplebridge.bridge.receive;

import org.maplebridge.bridge.rtp.SequenceUnwrapper;

/** One RTP stream of a source: the only one, or one encoding of simulcast. */
final class ReceivedStream {

  /** A stream silent for so long may be replaced by one with another SSRC. */
  private static final long REPLACEABLE_NANOS = 500_000_000;

  private final ReceivedSource source;
  private final int encoding;

  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final DuplicateFilter duplicates = new DuplicateFilter();
  private final LossWatch losses = new LossWatch();
  private final KeyFrameRequests keyFrames;
  private final StreamFacts facts = new StreamFacts();
  private ReceiveStatistics statistics;

  private int ssrc;

  ReceivedStream(ReceivedSource source, int encoding, KeyFramePace pace) {
    this.source = source;
    this.encoding = encoding;
    keyFrames = new KeyFrameRequests(pace);
    statistics = new ReceiveStatistics(source.info().codec().clockRateHz());
  }

  ReceivedSource source() {
    return source;
  }

  int encoding() {
    return encoding;
  }

  boolean isStarted() {
    return facts.isStarted();
  }

  StreamFacts facts() {
    return facts;
  }

  /** SSRC received; meaningful once started. */
  int ssrc() {
    return ssrc;
  }

  SequenceUnwrapper unwrapper() {
    return unwrapper;
  }

  DuplicateFilter duplicates() {
    return duplicates;
  }

  LossWatch losses() {
    return losses;
  }

  KeyFrameRequests keyFrames() {
    return keyFrames;
  }

  ReceiveStatistics statistics() {
    return statistics;
  }

  /** What was lost while the door was closed is not asked for. */
  void forgetLosses() {
    losses.reset();
    keyFrames.reset();
  }

  /**
   * Notes that a packet of the primary stream arrived.
   *
   * @return false when it is of a second stream while the first still flows
   */
  boolean arrived(int packetSsrc, long arrivalNanos) {
    if (!isStarted()) {
      ssrc = packetSsrc;
      facts.arrived(arrivalNanos);
      source.onStreamStarted();
    } else if (packetSsrc != ssrc) {
      if (arrivalNanos - facts.lastArrivalNanos() < REPLACEABLE_NANOS) {
        return false;
      }
      restart(packetSsrc);
    }
    facts.arrived(arrivalNanos);
    return true;
  }

  private void restart(int newSsrc) {
    ssrc = newSsrc;
    unwrapper.reset();
    duplicates.reset();
    losses.reset();
    statistics = new ReceiveStatistics(source.info().codec().clockRateHz());
    source.listener().onRestarted(encoding);
  }
}
