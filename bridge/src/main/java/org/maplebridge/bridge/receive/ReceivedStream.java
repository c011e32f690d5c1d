package org.maplebridge.bridge.receive;

import org.maplebridge.bridge.rtp.SequenceUnwrapper;

/** One RTP stream of a source: the only one, or one encoding of simulcast. */
public final class ReceivedStream implements StreamFacts {

  /** A stream silent for so long may be replaced by one with another SSRC. */
  private static final long REPLACEABLE_NANOS = 500_000_000;

  private final ReceivedSource source;
  private final int encoding;

  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final DuplicateFilter duplicates = new DuplicateFilter();
  private final LossWatch losses = new LossWatch();
  private final KeyFrameRequests keyFrames;
  private final LayerRates rates = new LayerRates();
  private ReceiveStatistics statistics;

  private boolean started;
  private int ssrc;
  private long lastArrivalNanos;
  private int height;

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
    return started;
  }

  @Override
  public boolean isActive(long now) {
    return started && now - lastArrivalNanos < ACTIVE_NANOS;
  }

  @Override
  public LayerRates rates() {
    return rates;
  }

  @Override
  public int height() {
    return height;
  }

  void height(int pixels) {
    height = pixels;
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
    if (!started) {
      started = true;
      ssrc = packetSsrc;
      lastArrivalNanos = arrivalNanos;
      source.onStreamStarted();
    } else if (packetSsrc != ssrc) {
      if (arrivalNanos - lastArrivalNanos < REPLACEABLE_NANOS) {
        return false;
      }
      restart(packetSsrc);
    }
    lastArrivalNanos = arrivalNanos;
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
