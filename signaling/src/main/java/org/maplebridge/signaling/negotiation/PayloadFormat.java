package org.maplebridge.signaling.negotiation;

import java.util.Locale;
import java.util.Map;
import org.maplebridge.bridge.api.Codec;

/**
 * A payload type with its {@code rtpmap} and {@code fmtp} (RFC 8866 sections 6.6 and 6.15).
 *
 * @param encoding lower-case encoding name
 * @param parameters the format's parameters by lower-case name
 */
record PayloadFormat(
    int payloadType, String encoding, int clockRateHz, Map<String, String> parameters) {

  PayloadFormat {
    parameters = Map.copyOf(parameters);
  }

  /** Whether this is the codec in the one form the bridge relays. */
  boolean is(Codec codec) {
    return clockRateHz == codec.clockRateHz()
        && switch (codec) {
          case OPUS -> encoding.equals("opus");
          case VP8 -> encoding.equals("vp8");
          case H264 ->
              encoding.equals("h264")
                  && "1".equals(parameters.get("packetization-mode"))
                  && isBaseline(parameters.getOrDefault("profile-level-id", ""));
        };
  }

  boolean isRtxOf(int payloadType) {
    return encoding.equals("rtx") && String.valueOf(payloadType).equals(parameters.get("apt"));
  }

  /** profile_idc 66 (RFC 6184 section 8.1): decodable as constrained baseline by whoever offers. */
  private static boolean isBaseline(String profileLevelId) {
    return profileLevelId.length() == 6 && profileLevelId.toLowerCase(Locale.ROOT).startsWith("42");
  }
}
