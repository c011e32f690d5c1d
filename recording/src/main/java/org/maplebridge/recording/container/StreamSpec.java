package org.maplebridge.recording.container;

import org.maplebridge.bridge.api.Codec;

/**
 * What the header of a file must know of its stream.
 *
 * @param width in pixels, 0 for audio
 * @param height in pixels, 0 for audio
 * @param extradata OpusHead (RFC 7845 section 5.1), avcC for H.264, nothing for VP8
 */
// Never compared; the bytes go straight into the muxer.
@SuppressWarnings("ArrayRecordComponent")
public record StreamSpec(Codec codec, int width, int height, byte[] extradata) {

  private static final byte[] OPUS_HEAD = {
    'O',
    'p',
    'u',
    's',
    'H',
    'e',
    'a',
    'd', // magic signature
    1, // version
    2, // channels
    0,
    0, // pre-skip: the file begins in mid-stream
    (byte) 0x80,
    (byte) 0xBB,
    0,
    0, // 48000 Hz, little endian
    0,
    0, // output gain
    0 // mapping family
  };

  public static StreamSpec opus() {
    return new StreamSpec(Codec.OPUS, 0, 0, OPUS_HEAD.clone());
  }

  public static StreamSpec vp8(int width, int height) {
    return new StreamSpec(Codec.VP8, width, height, new byte[0]);
  }

  public static StreamSpec h264(int width, int height, byte[] avcC) {
    return new StreamSpec(Codec.H264, width, height, avcC);
  }
}
