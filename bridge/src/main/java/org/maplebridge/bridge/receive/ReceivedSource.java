package org.maplebridge.bridge.receive;

import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.SourceInfo;

/** One source of a publisher: its streams, and the door that is closed at first. */
public final class ReceivedSource {

  /** Payload type that no packet has. */
  static final int NO_PAYLOAD_TYPE = -1;

  private final SourceInfo info;
  private final PublishedSource spec;
  private final SourceListener listener;
  private final int payloadType;
  private final int rtxPayloadType;
  private final int redPayloadType;
  private final ReceivedStream[] streams;

  private boolean open;
  private boolean started;

  public ReceivedSource(SourceInfo info, PublishedSource spec, SourceListener listener) {
    this.info = info;
    this.spec = spec;
    this.listener = listener;
    payloadType = spec.payloadType();
    rtxPayloadType = spec.rtxPayloadType().orElse(NO_PAYLOAD_TYPE);
    redPayloadType = spec.redPayloadType().orElse(NO_PAYLOAD_TYPE);
    KeyFramePace pace = new KeyFramePace();
    streams = new ReceivedStream[Math.max(1, spec.rids().size())];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = new ReceivedStream(this, i, pace);
    }
  }

  public SourceInfo info() {
    return info;
  }

  /** How many encodings it may have. */
  public int encodings() {
    return streams.length;
  }

  /**
   * What is known of an encoding.
   *
   * @param encoding 0 for the smallest picture
   */
  public StreamFacts facts(int encoding) {
    return streams[encoding].facts();
  }

  ReceivedStream stream(int encoding) {
    return streams[encoding];
  }

  /** Whether packets pass the door. */
  public boolean isOpen() {
    return open;
  }

  /** Opens or closes the door. */
  public void setOpen(boolean open) {
    this.open = open;
    for (ReceivedStream stream : streams) {
      stream.forgetLosses();
    }
  }

  /** Whether a packet has arrived. */
  public boolean isStarted() {
    return started;
  }

  /** Asks the sender for a key frame as soon as the throttle allows; audio has none. */
  public void requestKeyFrame(int encoding) {
    if (isVideo() && open) {
      streams[encoding].keyFrames().want();
    }
  }

  /** Lost share of what the sender sent in the last report interval, 0 to 1. */
  public double lossRatio() {
    double worst = 0;
    for (ReceivedStream stream : streams) {
      worst = Math.max(worst, stream.statistics().lossRatio());
    }
    return worst;
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

  void onStreamStarted() {
    if (!started) {
      started = true;
      listener.onStarted();
    }
  }
}
