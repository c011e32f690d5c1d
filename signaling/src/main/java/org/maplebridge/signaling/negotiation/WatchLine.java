package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SubscriptionSpec;

/** An m-line a device offers to receive on. It carries one source after another. */
final class WatchLine {
  private final MediaSection offered;
  private final String mid;
  private final Map<Codec, Integer> payloadTypes;
  private final Map<Codec, Integer> rtxPayloadTypes = new EnumMap<>(Codec.class);
  private final ExtensionIds extensions;
  private final long ssrc;
  private final long rtxSsrc;
  private Optional<SourceInfo> source = Optional.empty();

  private WatchLine(
      MediaSection offered, String mid, Map<Codec, Integer> payloadTypes, LongSupplier ssrcs) {
    this.offered = offered;
    this.mid = mid;
    this.payloadTypes = payloadTypes;
    ssrc = ssrcs.getAsLong();
    rtxSsrc = ssrcs.getAsLong();
    payloadTypes.forEach(
        (codec, payloadType) ->
            offered.payloadFormats().stream()
                .filter(format -> format.isRtxOf(payloadType))
                .findFirst()
                .ifPresent(rtx -> rtxPayloadTypes.put(codec, rtx.payloadType())));
    extensions = extensions();
  }

  /**
   * A picture is numbered only where RTX is taken: without, there is nothing to probe the path
   * with, and an estimate that cannot rise would only hold back.
   */
  private ExtensionIds extensions() {
    ExtensionIds theirs = Extensions.offered(offered);
    boolean numbered = offered.isAudio() || rtxPayloadTypes.size() == payloadTypes.size();
    return new ExtensionIds(
        theirs.mid(),
        theirs.audioLevel(),
        theirs.absoluteSendTime(),
        numbered ? theirs.transportWideSequence() : 0);
  }

  /**
   * The line of a section; empty for one to be rejected.
   *
   * @param ssrcs gives the SSRCs of its stream
   */
  static Optional<WatchLine> of(MediaSection section, LongSupplier ssrcs) {
    Map<Codec, Integer> payloadTypes = new EnumMap<>(Codec.class);
    for (Codec codec : Codec.values()) {
      section.payloadFormats().stream()
          .filter(format -> format.is(codec))
          .findFirst()
          .ifPresent(format -> payloadTypes.put(codec, format.payloadType()));
    }
    boolean receives =
        section.direction().equals("recvonly") || section.direction().equals("sendrecv");
    boolean ours =
        !section.isRejected()
            && section.protocol().equals("UDP/TLS/RTP/SAVPF")
            && section.has("rtcp-mux");
    return section
        .value("mid")
        .filter(mid -> receives && ours && !payloadTypes.isEmpty())
        .map(mid -> new WatchLine(section, mid, payloadTypes, ssrcs));
  }

  MediaSection offered() {
    return offered;
  }

  String mid() {
    return mid;
  }

  Optional<SourceInfo> source() {
    return source;
  }

  void free() {
    source = Optional.empty();
  }

  boolean mayCarry(SourceInfo info) {
    return source.isEmpty() && takes(info);
  }

  /** Whether it could carry a source if it were free. */
  boolean takes(SourceInfo info) {
    return payloadTypes.containsKey(info.codec());
  }

  /**
   * One SSRC for all sources of the line: a receiver is not told when another one comes, and plays
   * on only what goes on as one stream.
   */
  SubscriptionSpec carry(SourceInfo info) {
    source = Optional.of(info);
    int payloadType = payloadTypes.getOrDefault(info.codec(), 0);
    return new SubscriptionSpec(
        info.sourceId(),
        mid,
        payloadType,
        rtx(info.codec()),
        Optional.empty(),
        ssrc,
        rtxSsrc,
        extensions,
        Optional.of(canonicalName()));
  }

  private Optional<Integer> rtx(Codec codec) {
    return Optional.ofNullable(rtxPayloadTypes.get(codec));
  }

  /** The line's own: sources of different people that come on it have no clock in common. */
  private String canonicalName() {
    return "line-" + mid;
  }

  MediaSection answer(LocalTransport local, String setup, boolean first) {
    List<Attribute> lines = new ArrayList<>(TransportLines.local(local, setup, first));
    lines.add(new Attribute("mid", mid));
    lines.addAll(Extensions.lines(extensions, offered.isAudio()));
    lines.add(Attribute.flag("sendonly"));
    lines.add(Attribute.flag("rtcp-mux"));
    lines.add(Attribute.flag("rtcp-rsize"));
    lines.add(new Attribute("msid", "sitting " + mid));
    lines.add(new Attribute("ssrc", ssrc + " cname:" + canonicalName()));
    if (!rtxPayloadTypes.isEmpty()) {
      lines.add(new Attribute("ssrc", rtxSsrc + " cname:" + canonicalName()));
      lines.add(new Attribute("ssrc-group", "FID " + ssrc + " " + rtxSsrc));
    }
    List<String> feedback = offered.values("rtcp-fb").toList();
    List<String> formats = new ArrayList<>();
    payloadTypes.forEach(
        (codec, payloadType) -> {
          formats.addAll(CodecLines.formats(Optional.empty(), payloadType, rtx(codec)));
          CodecLines.of(codec, payloadType, rtx(codec), Optional.empty()).stream()
              // RFC 4585 section 4.2: an answer names no feedback that was not offered.
              .filter(line -> !line.name().equals("rtcp-fb") || feedback.contains(line.value()))
              .forEach(lines::add);
        });
    return new MediaSection(offered.media(), 9, offered.protocol(), formats, lines);
  }
}
