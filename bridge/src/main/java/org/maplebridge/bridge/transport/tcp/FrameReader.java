package org.maplebridge.bridge.transport.tcp;

import io.netty.buffer.ByteBuf;
import java.util.function.BooleanSupplier;

/**
 * Takes frames out of a byte stream (RFC 4571 section 2), however the network has cut it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |             LENGTH            |  STUN, DTLS, RTP or RTCP ...  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class FrameReader {

  /** As long as the longest datagram; what sends a longer frame is no WebRTC peer. */
  public static final int MAX_FRAME_BYTES = 2048;

  static final int HEADER_BYTES = 2;

  /** Room behind the longest frame, for handlers that work in place. */
  private static final int SPARE_BYTES = 64;

  /** Takes one frame; the array is overwritten after the call. */
  @FunctionalInterface
  public interface Sink {
    void onFrame(byte[] data, int length);
  }

  private final byte[] frame = new byte[MAX_FRAME_BYTES + SPARE_BYTES];
  private int headerBytes;
  private int length;
  private int filled;

  /**
   * Reads what there is.
   *
   * @param wanted asked before each frame, so that a sink that has closed gets no more
   * @return false when a frame is too long: the rest of the stream cannot be read
   */
  public boolean read(ByteBuf in, BooleanSupplier wanted, Sink sink) {
    while (in.isReadable() && wanted.getAsBoolean()) {
      if (headerBytes < HEADER_BYTES) {
        length = (length << 8 | in.readUnsignedByte()) & 0xFFFF;
        headerBytes++;
        if (headerBytes == HEADER_BYTES && length > MAX_FRAME_BYTES) {
          return false;
        }
      } else {
        int taken = Math.min(length - filled, in.readableBytes());
        in.readBytes(frame, filled, taken);
        filled += taken;
      }
      finish(sink);
    }
    return true;
  }

  /** An empty frame is none to anybody (RFC 4571 section 2 allows it). */
  private void finish(Sink sink) {
    if (headerBytes < HEADER_BYTES || filled < length) {
      return;
    }
    int whole = length;
    headerBytes = 0;
    length = 0;
    filled = 0;
    if (whole > 0) {
      sink.onFrame(frame, whole);
    }
  }
}
