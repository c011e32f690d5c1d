package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.signaling.protocol.ReceivedSource;
import org.maplebridge.signaling.protocol.SourceKind;

/** One m-line of a receiving connection: free, or carrying a source, or not yet free again. */
final class ReceiveLine {
  private final String mid;
  private final boolean audio;
  private Optional<Carried> carried = Optional.empty();
  // A line that carried something must be offered inactive, and answered, before it is free.
  private boolean retiring;
  private int offeredEpoch;

  /** A source on this line. */
  private static final class Carried {
    final SourceInfo source;
    final long ssrc;
    final long rtxSsrc;
    boolean subscribed;

    Carried(SourceInfo source, long ssrc, long rtxSsrc) {
      this.source = source;
      this.ssrc = ssrc;
      this.rtxSsrc = rtxSsrc;
    }
  }

  ReceiveLine(String mid, boolean audio) {
    this.mid = mid;
    this.audio = audio;
  }

  String mid() {
    return mid;
  }

  boolean isAudio() {
    return audio;
  }

  boolean isFree() {
    return carried.isEmpty() && !retiring;
  }

  Optional<SourceInfo> source() {
    return carried.map(c -> c.source);
  }

  void carry(SourceInfo source, long ssrc, long rtxSsrc) {
    carried = Optional.of(new Carried(source, ssrc, rtxSsrc));
    offeredEpoch = 0;
  }

  void retire() {
    // Never offered with this source: nothing to take back.
    retiring = offeredEpoch > 0;
    carried = Optional.empty();
    offeredEpoch = 0;
  }

  void offered(int epoch) {
    offeredEpoch = offeredEpoch == 0 ? epoch : offeredEpoch;
  }

  /** Whether the answer to that offer speaks of the line as it is now. */
  boolean answered(int epoch) {
    boolean spokenOf = offeredEpoch > 0 && offeredEpoch <= epoch;
    retiring = retiring && !spokenOf;
    return spokenOf;
  }

  /** The subscription the client's section accepts, once. */
  Optional<SubscriptionSpec> accept(MediaSection section) {
    return carried
        .filter(c -> !c.subscribed && section.port() != 0)
        .filter(c -> section.direction().equals("recvonly"))
        .filter(c -> section.payloadFormats().stream().anyMatch(f -> f.is(c.source.codec())))
        .map(c -> subscription(c, section));
  }

  Optional<ReceivedSource> received() {
    return source().map(s -> new ReceivedSource(mid, s.sourceId(), s.participantId(), kind(s)));
  }

  MediaSection section(LocalTransport local, boolean first) {
    Codec codec = source().map(SourceInfo::codec).orElse(audio ? Codec.OPUS : Codec.VP8);
    List<Attribute> attributes = new ArrayList<>(TransportLines.local(local, "actpass", first));
    attributes.add(new Attribute("mid", mid));
    attributes.addAll(Extensions.lines(Extensions.OURS, audio));
    attributes.add(Attribute.flag(carried.isPresent() ? "sendonly" : "inactive"));
    attributes.add(Attribute.flag("rtcp-mux"));
    attributes.add(Attribute.flag("rtcp-rsize"));
    attributes.addAll(
        CodecLines.of(codec, payloadType(codec), rtxPayloadType(codec), redPayloadType(codec)));
    carried.ifPresent(c -> attributes.addAll(sourceLines(c)));
    List<String> formats =
        CodecLines.formats(
            Optional.empty(), payloadType(codec), rtxPayloadType(codec), redPayloadType(codec));
    String media = audio ? "audio" : "video";
    return new MediaSection(media, 9, "UDP/TLS/RTP/SAVPF", formats, attributes);
  }

  private SubscriptionSpec subscription(Carried c, MediaSection section) {
    c.subscribed = true;
    Codec codec = c.source.codec();
    Optional<Integer> rtx =
        rtxPayloadType(codec)
            .filter(
                pt ->
                    section.payloadFormats().stream()
                        .anyMatch(f -> f.payloadType() == pt && f.isRtxOf(payloadType(codec))));
    Optional<Integer> red =
        redPayloadType(codec)
            .filter(pt -> section.redAround(payloadType(codec)).equals(Optional.of(pt)));
    return new SubscriptionSpec(
        c.source.sourceId(),
        mid,
        payloadType(codec),
        rtx,
        red,
        c.ssrc,
        c.rtxSsrc,
        Extensions.accepted(section),
        Optional.empty());
  }

  /** RFC 5576; browsers keep streams of one name in lip sync, so a screen has its own. */
  private static List<Attribute> sourceLines(Carried c) {
    boolean screen = c.source.kind() == org.maplebridge.bridge.api.SourceKind.SCREEN;
    String stream = c.source.participantId() + (screen ? "-screen" : "");
    List<Attribute> lines = new ArrayList<>();
    lines.add(new Attribute("msid", stream + " " + c.source.sourceId()));
    // libwebrtc takes the SSRC declared first for the primary one, whatever the group says.
    lines.add(new Attribute("ssrc", c.ssrc + " cname:" + stream));
    if (!c.source.kind().isAudio()) {
      lines.add(new Attribute("ssrc", c.rtxSsrc + " cname:" + stream));
      lines.add(new Attribute("ssrc-group", "FID " + c.ssrc + " " + c.rtxSsrc));
    }
    return lines;
  }

  private static int payloadType(Codec codec) {
    return switch (codec) {
      case OPUS -> 111;
      case VP8 -> 96;
      case H264 -> 98;
    };
  }

  private static Optional<Integer> rtxPayloadType(Codec codec) {
    return switch (codec) {
      case OPUS -> Optional.empty();
      case VP8 -> Optional.of(97);
      case H264 -> Optional.of(99);
    };
  }

  private static Optional<Integer> redPayloadType(Codec codec) {
    return codec == Codec.OPUS ? Optional.of(63) : Optional.empty();
  }

  private static SourceKind kind(SourceInfo source) {
    return switch (source.kind()) {
      case MICROPHONE -> SourceKind.MICROPHONE;
      case CAMERA -> SourceKind.CAMERA;
      case SCREEN -> SourceKind.SCREEN;
    };
  }
}
