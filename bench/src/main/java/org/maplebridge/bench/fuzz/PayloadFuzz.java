package org.maplebridge.bench.fuzz;

import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.codec.H264Payload;
import org.maplebridge.bridge.codec.KeyFrames;
import org.maplebridge.bridge.codec.OpusPayload;
import org.maplebridge.bridge.codec.Vp8Payload;
import org.maplebridge.bridge.rtp.RedPayload;

/** What is read of payloads: nothing may be read before or behind them. */
final class PayloadFuzz {
  private static final int MOST_SAMPLES = 5760;

  private PayloadFuzz() {}

  static void vp8(byte[] data) {
    int descriptor = Vp8Payload.descriptorLength(data, 0, data.length);
    FuzzTarget.require(
        descriptor == Vp8Payload.MALFORMED || descriptor <= data.length, "a descriptor too long");
    boolean unused = KeyFrames.startsAt(Codec.VP8, data, 0, data.length);
  }

  static void h264(byte[] data) {
    boolean unused = KeyFrames.startsAt(Codec.H264, data, 0, data.length);
    int height = H264Payload.keyFrameHeight(data, 0, data.length);
    FuzzTarget.require(height >= 0 && height <= 16_384, "a height out of bounds");
  }

  static void opus(byte[] data) {
    int samples = OpusPayload.samples(data, 0, data.length);
    FuzzTarget.require(samples >= 0 && samples <= MOST_SAMPLES, "samples out of bounds");
    int primary = RedPayload.primaryOffset(data, 0, data.length);
    if (primary != RedPayload.NONE) {
      FuzzTarget.require(primary > 0 && primary <= data.length, "the primary block lies outside");
      int unused = RedPayload.primaryPayloadType(data, 0);
    }
  }
}
