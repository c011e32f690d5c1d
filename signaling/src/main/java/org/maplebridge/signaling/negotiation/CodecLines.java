package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.Codec;

/** The lines that describe one codec under one payload type. */
final class CodecLines {
  private static final List<String> VIDEO_FEEDBACK =
      List.of("transport-cc", "ccm fir", "nack", "nack pli");

  private CodecLines() {}

  static List<Attribute> of(
      Codec codec, int payloadType, Optional<Integer> rtx, Optional<Integer> red) {
    List<Attribute> lines = new ArrayList<>();
    lines.add(new Attribute("rtpmap", payloadType + " " + rtpmap(codec)));
    feedback(codec).forEach(f -> lines.add(new Attribute("rtcp-fb", payloadType + " " + f)));
    parameters(codec).ifPresent(p -> lines.add(new Attribute("fmtp", payloadType + " " + p)));
    rtx.ifPresent(
        pt -> {
          lines.add(new Attribute("rtpmap", pt + " rtx/" + codec.clockRateHz()));
          lines.add(new Attribute("fmtp", pt + " apt=" + payloadType));
        });
    red.ifPresent(
        pt -> {
          lines.add(new Attribute("rtpmap", pt + " red/" + rtpmap(codec).split("/", 2)[1]));
          // RFC 2198 section 5: the primary encoding and the redundant one.
          lines.add(new Attribute("fmtp", pt + " " + payloadType + "/" + payloadType));
        });
    return lines;
  }

  /** Payload types in the order of preference. */
  @SafeVarargs
  static List<String> formats(
      Optional<Integer> before, int payloadType, Optional<Integer>... after) {
    List<String> formats = new ArrayList<>();
    before.map(String::valueOf).ifPresent(formats::add);
    formats.add(String.valueOf(payloadType));
    for (Optional<Integer> format : after) {
      format.map(String::valueOf).ifPresent(formats::add);
    }
    return formats;
  }

  private static String rtpmap(Codec codec) {
    return switch (codec) {
      // RFC 7587 section 7: always two channels.
      case OPUS -> "opus/48000/2";
      case VP8 -> "VP8/90000";
      case H264 -> "H264/90000";
    };
  }

  private static List<String> feedback(Codec codec) {
    return codec == Codec.OPUS ? List.of("transport-cc", "nack") : VIDEO_FEEDBACK;
  }

  private static Optional<String> parameters(Codec codec) {
    return switch (codec) {
      case OPUS -> Optional.of("minptime=10;useinbandfec=1;usedtx=1");
      case VP8 -> Optional.empty();
      case H264 ->
          Optional.of("level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f");
    };
  }
}
