package org.maplebridge.bridge.pipe;

import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * A packet of a source, or a sender report about it, on its way through a {@link PacketPipe}.
 * Written by one loop, then read by the other, then written again.
 */
public final class PipedPacket {

  private final byte[] payload = new byte[PooledPacket.MAX_PAYLOAD];

  private boolean report;
  private int door;
  private int run;
  private int encoding;

  // Of a packet
  private int height;
  private long extendedSequence;
  private long timestamp;
  private boolean marker;
  private long arrivalNanos;
  private boolean keyFrameStart;
  private int audioLevel;
  private int temporal;
  private boolean layerSync;
  private int pictureId;
  private int baseLayerIndex;
  private int payloadLength;

  // Of a sender report
  private long ntpTime;
  private long rtpTime;

  void set(int newDoor, int newRun, int newHeight, PooledPacket packet) {
    report = false;
    door = newDoor;
    run = newRun;
    height = newHeight;
    encoding = packet.encoding();
    extendedSequence = packet.extendedSequence();
    timestamp = packet.timestamp();
    marker = packet.marker();
    arrivalNanos = packet.arrivalNanos();
    keyFrameStart = packet.keyFrameStart();
    audioLevel = packet.audioLevel();
    temporal = packet.temporal();
    layerSync = packet.layerSync();
    pictureId = packet.pictureId();
    baseLayerIndex = packet.baseLayerIndex();
    payloadLength = packet.payloadLength();
    packet.copyPayload(payload, 0);
  }

  void set(int newDoor, int newRun, int newEncoding, long ntp, long rtp, long nanos) {
    report = true;
    door = newDoor;
    run = newRun;
    encoding = newEncoding;
    ntpTime = ntp;
    rtpTime = rtp;
    arrivalNanos = nanos;
  }

  /** Whether it is a sender report. */
  public boolean isReport() {
    return report;
  }

  /** How the door of the source stood when it went in. */
  public int door() {
    return door;
  }

  /** How often its encoding had begun anew when it went in. */
  public int run() {
    return run;
  }

  /** The encoding it is of. */
  public int encoding() {
    return encoding;
  }

  public long arrivalNanos() {
    return arrivalNanos;
  }

  /** Pixels of the encoding's picture, 0 while unknown. */
  public int height() {
    return height;
  }

  public int temporal() {
    return temporal;
  }

  public int payloadLength() {
    return payloadLength;
  }

  /** Of a sender report: 32.32 fixed point seconds since 1900. */
  public long ntpTime() {
    return ntpTime;
  }

  /** Of a sender report: the RTP time stamp of the same instant. */
  public long rtpTime() {
    return rtpTime;
  }

  /** Makes a packet just acquired the same as the one that went in. */
  public void copyTo(PooledPacket packet) {
    packet.header(extendedSequence, timestamp, marker, arrivalNanos);
    packet.peeked(keyFrameStart, audioLevel);
    packet.layer(encoding, temporal, layerSync, pictureId, baseLayerIndex);
    packet.payload(payload, 0, payloadLength);
  }
}
