package org.maplebridge.bridge.codec;

import java.util.Set;

/**
 * The height of the picture in a sequence parameter set (ITU-T H.264 section 7.3.2.1.1). Reads as
 * far as that; whatever it does not understand gives none.
 */
final class H264SequenceParameters {

  private static final int NONE = 0;
  private static final int MACROBLOCK = 16;

  /** Profiles that tell their colour format, of which 4:2:0 alone is common (section 7.3.2.1.1). */
  private static final Set<Integer> HIGH =
      Set.of(44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244);

  private static final int COLOUR_420 = 1;
  private static final int MOST_HEIGHT = 16_384;

  private final byte[] buffer;
  private final int end;
  private int at;
  private int bit;
  private int zeros;
  private boolean over;

  private H264SequenceParameters(byte[] buffer, int offset, int end) {
    this.buffer = buffer;
    this.end = end;
    at = offset;
  }

  /**
   * @param offset of the unit, its header included
   * @return lines, or 0 where they cannot be told
   */
  static int height(byte[] buffer, int offset, int length) {
    H264SequenceParameters set = new H264SequenceParameters(buffer, offset + 1, offset + length);
    int height = set.height();
    return set.over || height < 0 || height > MOST_HEIGHT ? NONE : height;
  }

  private int height() {
    int profile = bits(8);
    skip(16); // constraint flags and the level
    golomb(); // seq_parameter_set_id
    if (HIGH.contains(profile) && !readsColours()) {
      return NONE;
    }
    golomb(); // log2_max_frame_num_minus4
    if (!readsOrder()) {
      return NONE;
    }
    golomb(); // max_num_ref_frames
    skip(1); // gaps_in_frame_num_value_allowed_flag
    golomb(); // pic_width_in_mbs_minus1
    int units = golomb() + 1;
    boolean frames = bits(1) == 1;
    if (!frames) {
      skip(1); // mb_adaptive_frame_field_flag
    }
    skip(1); // direct_8x8_inference_flag
    int fields = frames ? 1 : 2;
    return fields * units * MACROBLOCK - cropped(2 * fields);
  }

  private boolean readsColours() {
    boolean common = golomb() == COLOUR_420;
    golomb(); // bit_depth_luma_minus8
    golomb(); // bit_depth_chroma_minus8
    skip(1); // qpprime_y_zero_transform_bypass_flag
    boolean scaled = bits(1) == 1;
    return common && !scaled;
  }

  /** The order of pictures; its type 1 lists numbers nobody uses in a conversation. */
  private boolean readsOrder() {
    int type = golomb();
    if (type == 0) {
      golomb(); // log2_max_pic_order_cnt_lsb_minus4
    }
    return type == 0 || type == 2;
  }

  /** Lines cut off at the top and the bottom. */
  private int cropped(int unit) {
    if (bits(1) == 0) {
      return 0;
    }
    golomb(); // left
    golomb(); // right
    return unit * (golomb() + golomb());
  }

  /** An unsigned Exp-Golomb number (section 9.1). */
  private int golomb() {
    int leading = 0;
    while (!over && bits(1) == 0) {
      leading++;
      over |= leading > 16;
    }
    return over ? 0 : (1 << leading) - 1 + bits(leading);
  }

  private void skip(int count) {
    int unused = bits(count);
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | nextBit();
    }
    return value;
  }

  private int nextBit() {
    if (bit == 0 && zeros >= 2 && at < end && buffer[at] == 3) {
      // Put in so that no start code is seen (section 7.4.1)
      at++;
      zeros = 0;
    }
    if (at >= end) {
      over = true;
      return 0;
    }
    int value = buffer[at] >> (7 - bit) & 1;
    if (bit == 7) {
      zeros = buffer[at] == 0 ? zeros + 1 : 0;
      at++;
    }
    bit = (bit + 1) % 8;
    return value;
  }
}
