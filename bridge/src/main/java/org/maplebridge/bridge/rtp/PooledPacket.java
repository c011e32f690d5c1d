package org.maplebridge.bridge.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.maplebridge.bridge.api.MediaPacket;

/**
 * A packet of a {@link PacketPool}. Filled once after {@link PacketPool#acquire()}, then immutable
 * until the last reference is given back; references may be taken and given back on any thread.
 */
public final class PooledPacket implements MediaPacket {

  /** Longest payload kept: beyond every path without fragmentation. */
  public static final int MAX_PAYLOAD = 1536;

  /** {@link #pictureId()} and {@link #baseLayerIndex()} of a payload that does not tell. */
  public static final int NO_INDEX = -1;

  /** {@link #audioLevel()} of a packet that does not tell. */
  public static final int NO_AUDIO_LEVEL = -1;

  private static final VarHandle REFERENCES;

  static {
    try {
      REFERENCES =
          MethodHandles.lookup().findVarHandle(PooledPacket.class, "references", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PacketPool pool;
  private final byte[] data = new byte[MAX_PAYLOAD];
  private final ByteBuffer readOnly = ByteBuffer.wrap(data).asReadOnlyBuffer();

  @SuppressWarnings("UnusedVariable") // by REFERENCES
  private volatile int references;

  private long extendedSequence;
  private long timestamp;
  private boolean marker;
  private boolean keyFrameStart;
  private int audioLevel;
  private int encoding;
  private int temporal;
  private boolean layerSync;
  private int pictureId;
  private int baseLayerIndex;
  private long arrivalNanos;
  private int payloadLength;

  PooledPacket(PacketPool pool) {
    this.pool = pool;
  }

  void acquired() {
    references = 1;
  }

  /** Sets what the RTP header told. Only before the packet is shared. */
  public void header(long extendedSequence, long timestamp, boolean marker, long arrivalNanos) {
    this.extendedSequence = extendedSequence;
    this.timestamp = timestamp;
    this.marker = marker;
    this.arrivalNanos = arrivalNanos;
  }

  /** Sets what a look into the packet told. Only before the packet is shared. */
  public void peeked(boolean keyFrameStart, int audioLevel) {
    this.keyFrameStart = keyFrameStart;
    this.audioLevel = audioLevel;
  }

  /** Sets where the packet stands among encodings and layers. Only before the packet is shared. */
  public void layer(
      int encoding, int temporal, boolean layerSync, int pictureId, int baseLayerIndex) {
    this.encoding = encoding;
    this.temporal = temporal;
    this.layerSync = layerSync;
    this.pictureId = pictureId;
    this.baseLayerIndex = baseLayerIndex;
  }

  /**
   * Copies the payload in. Only before the packet is shared.
   *
   * @param length at most {@link #MAX_PAYLOAD}
   */
  public void payload(byte[] source, int offset, int length) {
    System.arraycopy(source, offset, data, 0, length);
    payloadLength = length;
  }

  @Override
  public int sequenceNumber() {
    return (int) (extendedSequence & 0xFFFF);
  }

  /** The sequence number with its cycles, see {@link SequenceUnwrapper}. */
  public long extendedSequence() {
    return extendedSequence;
  }

  @Override
  public long timestamp() {
    return timestamp;
  }

  @Override
  public boolean marker() {
    return marker;
  }

  /** Whether a decoder can start here: the first packet of a key frame, or any of audio. */
  public boolean keyFrameStart() {
    return keyFrameStart;
  }

  /** The byte of RFC 6464 section 3 (voice flag and level in -dBov), or {@link #NO_AUDIO_LEVEL}. */
  public int audioLevel() {
    return audioLevel;
  }

  /** The simulcast encoding it is of, 0 for the smallest picture. */
  public int encoding() {
    return encoding;
  }

  /** Its temporal layer, 0 for the one every other needs. */
  public int temporal() {
    return temporal;
  }

  /** Whether its layer can be begun here: the frame needs the base layer only. */
  public boolean layerSync() {
    return layerSync;
  }

  /** The VP8 picture id, or {@link #NO_INDEX}. */
  public int pictureId() {
    return pictureId;
  }

  /** The VP8 TL0PICIDX, or {@link #NO_INDEX}. */
  public int baseLayerIndex() {
    return baseLayerIndex;
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  public int payloadLength() {
    return payloadLength;
  }

  @Override
  public ByteBuffer payload() {
    return readOnly.slice(0, payloadLength);
  }

  /** Copies the payload out. */
  public void copyPayload(byte[] target, int at) {
    System.arraycopy(data, 0, target, at, payloadLength);
  }

  @Override
  public PooledPacket retain() {
    int before = (int) REFERENCES.getAndAdd(this, 1);
    if (before <= 0) {
      REFERENCES.getAndAdd(this, -1);
      throw new IllegalStateException("packet retained after its last release");
    }
    return this;
  }

  @Override
  public void release() {
    int before = (int) REFERENCES.getAndAdd(this, -1);
    if (before == 1) {
      pool.giveBack(this);
    } else if (before <= 0) {
      REFERENCES.getAndAdd(this, 1);
      throw new IllegalStateException("packet released more often than retained");
    }
  }
}
