package org.maplebridge.bridge.receive;

import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.rtp.SequenceUnwrapper;

/** One source of a publisher: the state of its stream and the door that is closed at first. */
public final class ReceivedSource {

  /** Payload type that no packet has. */
  static final int NO_PAYLOAD_TYPE = -1;

  /** A stream silent for so long may be replaced by one with another SSRC. */
  private static final long REPLACEABLE_NANOS = 500_000_000;

  private final SourceInfo info;
  private final PublishedSource spec;
  private final SourceListener listener;
  private final int payloadType;
  private final int rtxPayloadType;
  private final int redPayloadType;

  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final DuplicateFilter duplicates = new DuplicateFilter();
  private final LossWatch losses = new LossWatch();
  private final KeyFrameRequests keyFrames = new KeyFrameRequests();
  private ReceiveStatistics statistics;

  private boolean open;
  private boolean started;
  private int ssrc;
  private long lastArrivalNanos;

  public ReceivedSource(SourceInfo info, PublishedSource spec, SourceListener listener) {
    this.info = info;
    this.spec = spec;
    this.listener = listener;
    payloadType = spec.payloadType();
    rtxPayloadType = spec.rtxPayloadType().orElse(NO_PAYLOAD_TYPE);
    redPayloadType = spec.redPayloadType().orElse(NO_PAYLOAD_TYPE);
    statistics = new ReceiveStatistics(info.codec().clockRateHz());
  }

  public SourceInfo info() {
    return info;
  }

  /** Whether packets pass the door. */
  public boolean isOpen() {
    return open;
  }

  /** Opens or closes the door. What was lost while it was closed is not asked for. */
  public void setOpen(boolean open) {
    this.open = open;
    losses.reset();
    keyFrames.reset();
  }

  /** Whether a packet has arrived. */
  public boolean isStarted() {
    return started;
  }

  /** Asks the sender for a key frame as soon as the throttle allows; audio has none. */
  public void requestKeyFrame() {
    if (isVideo() && open) {
      keyFrames.want();
    }
  }

  /** Lost share of what the sender sent in the last report interval, 0 to 1. */
  public double lossRatio() {
    return statistics.lossRatio();
  }

  boolean isVideo() {
    return !info.kind().isAudio();
  }

  PublishedSource spec() {
    return spec;
  }

  SourceListener listener() {
    return listener;
  }

  /** SSRC of the stream received; meaningful once started. */
  int ssrc() {
    return ssrc;
  }

  boolean hasPayloadType(int type) {
    return type == payloadType || type == rtxPayloadType || type == redPayloadType;
  }

  boolean isPrimary(int type) {
    return type == payloadType;
  }

  boolean isRtx(int type) {
    return type == rtxPayloadType;
  }

  boolean isRed(int type) {
    return type == redPayloadType;
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
      listener.onStarted();
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
    statistics = new ReceiveStatistics(info.codec().clockRateHz());
    listener.onRestarted();
  }
}
