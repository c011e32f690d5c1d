package org.maplebridge.bench.fuzz;

import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpParser;
import org.maplebridge.bridge.rtcp.TransportFeedback;

/** Compound RTCP with everything in it that is read. */
final class RtcpFuzz {
  private static final int BEFORE = 3;

  private RtcpFuzz() {}

  static void take(byte[] data) {
    byte[] buffer = new byte[BEFORE + data.length];
    System.arraycopy(data, 0, buffer, BEFORE, data.length);
    boolean unused = RtcpParser.parse(buffer, BEFORE, data.length, new Reader(buffer));
  }

  /** Looks at what the parser says lies in the buffer. */
  private static final class Reader implements RtcpListener {
    private final byte[] buffer;

    Reader(byte[] buffer) {
      this.buffer = buffer;
    }

    @Override
    public void onCanonicalName(int ssrc, int offset, int length) {
      require(offset, length);
    }

    @Override
    public void onTransportFeedback(int offset, int length) {
      require(offset, length);
      boolean unused =
          TransportFeedback.read(
              buffer,
              offset,
              length,
              (sequence, received, arrival) ->
                  FuzzTarget.require(sequence >= 0 && sequence <= 0xFFFF, "a sequence number"));
    }

    @Override
    public void onMaximumBitrate(long bps) {
      FuzzTarget.require(bps >= 0, "a negative bit rate");
    }

    private void require(int offset, int length) {
      FuzzTarget.require(
          offset >= BEFORE && length >= 0 && offset + length <= buffer.length, "lies outside");
    }
  }
}
