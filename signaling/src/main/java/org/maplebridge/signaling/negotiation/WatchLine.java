package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final ExtensionIds extensions;
  private Optional<SourceInfo> source = Optional.empty();

  private WatchLine(MediaSection offered, String mid, Map<Codec, Integer> payloadTypes) {
    this.offered = offered;
    this.mid = mid;
    this.payloadTypes = payloadTypes;
    // Not numbered: without RTX there is nothing to probe the path with, and an estimate that
    // cannot
    // rise would only hold back.
    ExtensionIds theirs = Extensions.offered(offered);
    this.extensions =
        new ExtensionIds(theirs.mid(), theirs.audioLevel(), theirs.absoluteSendTime(), 0);
  }

  /** The line of a section; empty for one to be rejected. */
  static Optional<WatchLine> of(MediaSection section) {
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
        .map(mid -> new WatchLine(section, mid, payloadTypes));
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
    return source.isEmpty() && payloadTypes.containsKey(info.codec());
  }

  /** A new SSRC for each source, so that no receiver mixes up two of them (RFC 3550 section 8). */
  SubscriptionSpec carry(SourceInfo info, long ssrc) {
    source = Optional.of(info);
    int payloadType = payloadTypes.getOrDefault(info.codec(), 0);
    return new SubscriptionSpec(
        info.sourceId(), mid, payloadType, Optional.empty(), Optional.empty(), ssrc, 0, extensions);
  }

  MediaSection answer(LocalTransport local, String setup, boolean first) {
    List<Attribute> lines = new ArrayList<>(TransportLines.local(local, setup, first));
    lines.add(new Attribute("mid", mid));
    lines.addAll(Extensions.lines(extensions, offered.isAudio()));
    lines.add(Attribute.flag("sendonly"));
    lines.add(Attribute.flag("rtcp-mux"));
    lines.add(Attribute.flag("rtcp-rsize"));
    lines.add(new Attribute("msid", "sitting " + mid));
    List<String> feedback = offered.values("rtcp-fb").toList();
    List<String> formats = new ArrayList<>();
    payloadTypes.forEach(
        (codec, payloadType) -> {
          formats.addAll(CodecLines.formats(Optional.empty(), payloadType));
          CodecLines.of(codec, payloadType, Optional.empty(), Optional.empty()).stream()
              // RFC 4585 section 4.2: an answer names no feedback that was not offered.
              .filter(line -> !line.name().equals("rtcp-fb") || feedback.contains(line.value()))
              .forEach(lines::add);
        });
    return new MediaSection(offered.media(), 9, offered.protocol(), formats, lines);
  }
}
