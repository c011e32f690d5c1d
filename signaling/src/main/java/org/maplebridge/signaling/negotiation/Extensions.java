package org.maplebridge.signaling.negotiation;

import java.util.List;
import java.util.stream.Stream;
import org.maplebridge.bridge.api.ExtensionIds;

/** The RTP header extensions we use, and their {@code extmap} lines (RFC 8285 section 5). */
final class Extensions {
  static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
  static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
  static final String SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
  static final String TRANSPORT_WIDE =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

  static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
  static final String REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";

  /** The ids of our own offers. */
  static final ExtensionIds OURS = new ExtensionIds(4, 1, 2, 3);

  /** One-byte headers hold ids up to 14 (RFC 8285 section 4.2). */
  private static final int MAX_ID = 14;

  private Extensions() {}

  /** The ids a section offers; 0 for what it does not, or with an id we cannot use. */
  static ExtensionIds offered(MediaSection section) {
    return new ExtensionIds(
        id(section, MID),
        id(section, AUDIO_LEVEL),
        id(section, SEND_TIME),
        id(section, TRANSPORT_WIDE),
        id(section, RID),
        id(section, REPAIRED_RID));
  }

  /** Of our own ids those an answer takes. */
  static ExtensionIds accepted(MediaSection answer) {
    ExtensionIds theirs = offered(answer);
    return new ExtensionIds(
        theirs.mid() == OURS.mid() ? OURS.mid() : 0,
        theirs.audioLevel() == OURS.audioLevel() ? OURS.audioLevel() : 0,
        theirs.absoluteSendTime() == OURS.absoluteSendTime() ? OURS.absoluteSendTime() : 0,
        theirs.transportWideSequence() == OURS.transportWideSequence()
            ? OURS.transportWideSequence()
            : 0);
  }

  /** The lines that declare these ids in a section. */
  static List<Attribute> lines(ExtensionIds ids, boolean audio) {
    return Stream.of(
            line(ids.mid(), MID),
            line(audio ? ids.audioLevel() : 0, AUDIO_LEVEL),
            line(ids.absoluteSendTime(), SEND_TIME),
            line(ids.transportWideSequence(), TRANSPORT_WIDE),
            line(ids.rid(), RID),
            line(ids.repairedRid(), REPAIRED_RID))
        .flatMap(s -> s)
        .toList();
  }

  private static Stream<Attribute> line(int id, String uri) {
    return id == 0 ? Stream.empty() : Stream.of(new Attribute("extmap", id + " " + uri));
  }

  private static int id(MediaSection section, String uri) {
    return section
        .values("extmap")
        .map(v -> v.split(" ", 3))
        .filter(v -> v.length > 1 && v[1].equals(uri))
        // An id may carry a direction: "3/recvonly".
        .map(v -> Numbers.within(v[0].split("/", 2)[0], 1, MAX_ID))
        .filter(id -> id > 0)
        .findFirst()
        .orElse(0);
  }
}
