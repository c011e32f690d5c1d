package org.maplebridge.bench.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.maplebridge.bridge.transport.tcp.FrameReader;

/** A stream of frames must read the same however it is cut. The first byte says how. */
final class FramesFuzz {

  private FramesFuzz() {}

  static void take(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int piece = Math.max(1, data[0] & 0xFF);
    byte[] stream = Arrays.copyOfRange(data, 1, data.length);
    FuzzTarget.require(read(stream, stream.length + 1).equals(read(stream, piece)), "cut differs");
  }

  private static List<ByteBuffer> read(byte[] stream, int piece) {
    FrameReader reader = new FrameReader();
    List<ByteBuffer> frames = new ArrayList<>();
    boolean readable = true;
    for (int at = 0; readable && at < stream.length; at += piece) {
      ByteBuf part = Unpooled.wrappedBuffer(stream, at, Math.min(piece, stream.length - at));
      readable =
          reader.read(
              part,
              () -> true,
              (frame, length) -> frames.add(ByteBuffer.wrap(Arrays.copyOf(frame, length))));
    }
    return frames;
  }
}
