package org.maplebridge.bridge.peer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;

/** As much SDP as a test needs to bring libwebrtc and the bridge together. */
final class Sdp {

  static final int OPUS = 111;
  static final int VP8 = 96;
  static final int VP8_RTX = 97;
  static final int MID = 4;
  static final int AUDIO_LEVEL = 1;
  static final int SEND_TIME = 2;
  static final int TRANSPORT_SEQUENCE = 3;

  private Sdp() {}

  static String field(String sdp, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(sdp);
    if (!matcher.find()) {
      throw new IllegalArgumentException(pattern + " not in\n" + sdp);
    }
    return matcher.group(1).trim();
  }

  static RemoteTransport remote(String sdp) {
    return new RemoteTransport(
        field(sdp, "^a=ice-ufrag:(.*)$"),
        field(sdp, "^a=ice-pwd:(.*)$"),
        new Fingerprint("sha-256", field(sdp, "^a=fingerprint:sha-256 (.*)$")),
        sdp.contains("a=setup:act"));
  }

  /** The answer to a publisher: the bridge is the DTLS client, as its offer lets us choose. */
  static String publisherAnswer(LocalTransport local, String audioMid, String videoMid) {
    return session(audioMid, videoMid)
        + audio(local, audioMid, "recvonly", "active")
        + video(local, videoMid, "recvonly", "active");
  }

  /** The same for a peer that is told what its path carries in place of what came when. */
  static String withMaximumBitrate(String answer) {
    return answer
        .replaceAll("a=extmap:" + TRANSPORT_SEQUENCE + " .*\\r\\n", "")
        .replaceAll("a=rtcp-fb:" + OPUS + " transport-cc\\r\\n", "")
        .replace("a=rtcp-fb:" + VP8 + " transport-cc", "a=rtcp-fb:" + VP8 + " goog-remb");
  }

  /** The offer to a receiver. */
  static String receiverOffer(LocalTransport local, long audioSsrc, long videoSsrc, long rtxSsrc) {
    return session("0", "1")
        + audio(local, "0", "sendonly", "actpass")
        + "a=msid:a-person a-microphone\r\n"
        + ("a=ssrc:" + audioSsrc + " cname:a-person\r\n")
        + video(local, "1", "sendonly", "actpass")
        + "a=msid:a-person a-camera\r\n"
        + ("a=ssrc-group:FID " + videoSsrc + " " + rtxSsrc + "\r\n")
        + ("a=ssrc:" + videoSsrc + " cname:a-person\r\n")
        + ("a=ssrc:" + rtxSsrc + " cname:a-person\r\n");
  }

  private static String session(String audioMid, String videoMid) {
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-lite\r\n"
        + ("a=group:BUNDLE " + audioMid + " " + videoMid + "\r\n")
        + "a=msid-semantic: WMS *\r\n";
  }

  private static String audio(LocalTransport local, String mid, String direction, String setup) {
    return ("m=audio 9 UDP/TLS/RTP/SAVPF " + OPUS + "\r\n")
        + transport(local, mid, direction, setup)
        + ("a=rtpmap:" + OPUS + " opus/48000/2\r\n")
        + ("a=fmtp:" + OPUS + " minptime=10;useinbandfec=1\r\n")
        + ("a=rtcp-fb:" + OPUS + " transport-cc\r\n")
        + ("a=extmap:" + AUDIO_LEVEL + " urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n");
  }

  private static String video(LocalTransport local, String mid, String direction, String setup) {
    return ("m=video 9 UDP/TLS/RTP/SAVPF " + VP8 + " " + VP8_RTX + "\r\n")
        + transport(local, mid, direction, setup)
        + ("a=rtpmap:" + VP8 + " VP8/90000\r\n")
        + ("a=rtcp-fb:" + VP8 + " nack\r\n")
        + ("a=rtcp-fb:" + VP8 + " nack pli\r\n")
        + ("a=rtcp-fb:" + VP8 + " ccm fir\r\n")
        + ("a=rtcp-fb:" + VP8 + " transport-cc\r\n")
        + ("a=rtpmap:" + VP8_RTX + " rtx/90000\r\n")
        + ("a=fmtp:" + VP8_RTX + " apt=" + VP8 + "\r\n");
  }

  private static String transport(
      LocalTransport local, String mid, String direction, String setup) {
    return "c=IN IP4 0.0.0.0\r\na=rtcp-mux\r\n"
        + ("a=mid:" + mid + "\r\n")
        + ("a=" + direction + "\r\n")
        + ("a=ice-ufrag:" + local.ufrag() + "\r\n")
        + ("a=ice-pwd:" + local.password() + "\r\n")
        + ("a=fingerprint:" + local.fingerprint().algorithm() + " ")
        + (local.fingerprint().value() + "\r\n")
        + ("a=setup:" + setup + "\r\n")
        + candidates(local.candidates())
        + ("a=extmap:" + MID + " urn:ietf:params:rtp-hdrext:sdes:mid\r\n")
        + ("a=extmap:" + SEND_TIME)
        + " http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
        + ("a=extmap:" + TRANSPORT_SEQUENCE)
        + " http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n";
  }

  private static String candidates(List<HostCandidate> candidates) {
    StringBuilder lines = new StringBuilder();
    for (HostCandidate candidate : candidates) {
      lines.append(
          "a=candidate:%s 1 %s %d %s %d typ host\r\n"
              .formatted(
                  candidate.foundation(),
                  candidate.protocol(),
                  candidate.priority(),
                  candidate.address(),
                  candidate.port()));
    }
    return lines.append("a=end-of-candidates\r\n").toString();
  }
}
