package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An {@code m=} line with its attributes (RFC 8866 section 5.14).
 *
 * @param media {@code audio}, {@code video}, {@code application}…
 * @param port 0 for a rejected section (RFC 9429 section 5.3.1)
 * @param formats payload types as text
 */
record MediaSection(
    String media, int port, String protocol, List<String> formats, List<Attribute> attributes) {

  MediaSection {
    formats = List.copyOf(formats);
    attributes = List.copyOf(attributes);
  }

  /**
   * Whether feedback of a kind is asked for, for a payload type or for all (RFC 4585 section 4.2).
   */
  boolean hasFeedback(int payloadType, String kind) {
    return values("rtcp-fb")
        .anyMatch(value -> value.equals(payloadType + " " + kind) || value.equals("* " + kind));
  }

  boolean isAudio() {
    return media.equals("audio");
  }

  /** Whether the section offers nothing; port 0 may also mean "only in a bundle" (RFC 9143). */
  boolean isRejected() {
    return port == 0 && !has("bundle-only");
  }

  Optional<String> value(String name) {
    return values(name).findFirst();
  }

  Stream<String> values(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).map(Attribute::value);
  }

  boolean has(String name) {
    return value(name).isPresent();
  }

  /** The direction attribute; {@code sendrecv} where there is none (RFC 8866 section 6.7). */
  String direction() {
    return Stream.of("sendonly", "recvonly", "inactive")
        .filter(this::has)
        .findFirst()
        .orElse("sendrecv");
  }

  /** The payload formats in the order of preference. */
  List<PayloadFormat> payloadFormats() {
    Map<String, String> maps = new HashMap<>();
    values("rtpmap").map(MediaSection::split).forEach(kv -> maps.putIfAbsent(kv[0], kv[1]));
    Map<String, String> parameters = new HashMap<>();
    values("fmtp").map(MediaSection::split).forEach(kv -> parameters.putIfAbsent(kv[0], kv[1]));
    List<PayloadFormat> result = new ArrayList<>();
    for (String format : formats) {
      String map = maps.get(format);
      if (map != null) {
        payloadFormat(format, map, parameters.getOrDefault(format, "")).ifPresent(result::add);
      }
    }
    return result;
  }

  /** The payload type of redundant audio around another (RFC 2198 section 5). */
  Optional<Integer> redAround(int payloadType) {
    String inside = payloadType + "/" + payloadType;
    return payloadFormats().stream()
        .filter(f -> f.encoding().equals("red") && f.clockRateHz() == 48_000)
        .map(PayloadFormat::payloadType)
        .filter(red -> values("fmtp").anyMatch(v -> v.startsWith(red + " " + inside)))
        .findFirst();
  }

  private static Optional<PayloadFormat> payloadFormat(String format, String map, String fmtp) {
    String[] parts = map.split("/", 3);
    int payloadType = Numbers.within(format, 0, 127);
    int clockRate = parts.length > 1 ? Numbers.within(parts[1], 1, 1_000_000) : -1;
    return payloadType < 0 || clockRate < 0
        ? Optional.empty()
        : Optional.of(
            new PayloadFormat(
                payloadType, parts[0].toLowerCase(Locale.ROOT), clockRate, parameters(fmtp)));
  }

  private static Map<String, String> parameters(String fmtp) {
    Map<String, String> result = new HashMap<>();
    for (String parameter : fmtp.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        result.putIfAbsent(
            parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            parameter.substring(equals + 1).strip());
      }
    }
    return result;
  }

  private static String[] split(String value) {
    int space = value.indexOf(' ');
    return space < 0
        ? new String[] {value, ""}
        : new String[] {value.substring(0, space), value.substring(space + 1).strip()};
  }
}
