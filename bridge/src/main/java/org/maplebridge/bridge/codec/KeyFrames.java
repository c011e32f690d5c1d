package org.maplebridge.bridge.codec;

import org.maplebridge.bridge.api.Codec;

/** Where a decoder that knows nothing yet can start. */
public final class KeyFrames {

  private KeyFrames() {}

  /** Whether a payload starts a key frame; every payload of audio does. */
  public static boolean startsAt(Codec codec, byte[] buffer, int offset, int length) {
    return switch (codec) {
      case OPUS -> true;
      case VP8 -> Vp8Payload.startsKeyFrame(buffer, offset, length);
      case H264 -> H264Payload.startsKeyFrame(buffer, offset, length);
    };
  }
}
