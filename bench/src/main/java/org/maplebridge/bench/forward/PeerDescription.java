package org.maplebridge.bench.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The session descriptions of peers without codecs, and what they read in the server's. */
final class PeerDescription {
  static final int AUDIO_TYPE = 111;
  static final int VIDEO_TYPE = 96;
  static final int LEVEL_EXTENSION = 1;
  static final int TRANSPORT_WIDE_EXTENSION = 3;

  private static final String TRANSPORT_WIDE =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
  private static final Pattern CANDIDATE =
      Pattern.compile("a=candidate:\\S+ 1 udp \\d+ (\\S+) (\\d+) typ host");

  private PeerDescription() {}

  /** The server's side of a connection. */
  record Remote(String ufrag, String password, String address, int port, String fingerprint) {

    static Remote read(String sdp) {
      Matcher candidate = CANDIDATE.matcher(sdp);
      if (!candidate.find()) {
        throw new IllegalArgumentException("the server offers no UDP candidate");
      }
      return new Remote(
          value(sdp, "ice-ufrag"),
          value(sdp, "ice-pwd"),
          candidate.group(1),
          Integer.parseInt(candidate.group(2)),
          value(sdp, "fingerprint").substring("sha-256 ".length()));
    }

    private static String value(String sdp, String name) {
      return sdp.lines()
          .filter(line -> line.startsWith("a=" + name + ":"))
          .map(line -> line.substring(name.length() + 3).strip())
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
  }

  /** An offer to send one microphone and one camera. */
  static String offer(LoadPeer peer, long audioSsrc, long videoSsrc) {
    List<String> lines = session("0 1");
    lines.add("m=audio 9 UDP/TLS/RTP/SAVPF " + AUDIO_TYPE);
    lines.addAll(transport(peer, "0", "sendonly"));
    lines.add("a=rtpmap:" + AUDIO_TYPE + " opus/48000/2");
    lines.add("a=rtcp-fb:" + AUDIO_TYPE + " transport-cc");
    lines.add("a=extmap:" + LEVEL_EXTENSION + " urn:ietf:params:rtp-hdrext:ssrc-audio-level");
    lines.add("a=extmap:" + TRANSPORT_WIDE_EXTENSION + " " + TRANSPORT_WIDE);
    lines.add("a=ssrc:" + audioSsrc + " cname:load");
    lines.add("m=video 9 UDP/TLS/RTP/SAVPF " + VIDEO_TYPE);
    lines.addAll(transport(peer, "1", "sendonly"));
    lines.add("a=rtpmap:" + VIDEO_TYPE + " VP8/90000");
    for (String feedback : List.of("transport-cc", "ccm fir", "nack", "nack pli")) {
      lines.add("a=rtcp-fb:" + VIDEO_TYPE + " " + feedback);
    }
    lines.add("a=extmap:" + TRANSPORT_WIDE_EXTENSION + " " + TRANSPORT_WIDE);
    lines.add("a=ssrc:" + videoSsrc + " cname:load");
    return text(lines);
  }

  /** An answer that takes everything offered. */
  static String answer(LoadPeer peer, String offer) {
    List<String> lines = new ArrayList<>();
    for (String line : offer.lines().toList()) {
      if (line.equals("a=sendonly") || line.equals("a=inactive")) {
        lines.addAll(own(peer));
        lines.add(line.equals("a=sendonly") ? "a=recvonly" : line);
      } else if (!line.matches(
          "a=(ssrc|ssrc-group|msid|candidate|end-of-candidates|ice-.*|fingerprint|setup)\\b.*")) {
        lines.add(line);
      }
    }
    return text(lines);
  }

  private static List<String> session(String mids) {
    return new ArrayList<>(
        List.of("v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE " + mids));
  }

  private static List<String> transport(LoadPeer peer, String mid, String direction) {
    List<String> lines = new ArrayList<>(List.of("c=IN IP4 0.0.0.0", "a=mid:" + mid));
    lines.addAll(own(peer));
    lines.addAll(List.of("a=" + direction, "a=rtcp-mux", "a=rtcp-rsize"));
    return lines;
  }

  private static List<String> own(LoadPeer peer) {
    return List.of(
        "a=ice-ufrag:" + peer.ufrag(),
        "a=ice-pwd:" + peer.password(),
        "a=fingerprint:sha-256 " + peer.fingerprint(),
        "a=setup:active");
  }

  private static String text(List<String> lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
