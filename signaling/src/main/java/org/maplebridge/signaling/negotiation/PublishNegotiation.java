package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.SourceKind;

/**
 * A client's offer to send, understood: what the bridge is to expect, and the answer. Sections that
 * no {@link OfferedSource} names, and those without a codec of ours, are rejected.
 */
public final class PublishNegotiation {
  private static final String MAXIMUM = "goog-remb";

  private final SessionDescription offer;
  private final RemoteTransport remote;
  private final Map<String, PublishedSource> byMid;

  private PublishNegotiation(
      SessionDescription offer, RemoteTransport remote, Map<String, PublishedSource> byMid) {
    this.offer = offer;
    this.remote = remote;
    this.byMid = byMid;
  }

  /**
   * Reads an offer.
   *
   * @param newSourceId unguessable ids
   * @param videoCodecs video codecs, the preferred one first
   * @throws org.maplebridge.signaling.protocol.ProblemException {@code negotiation.malformed}, or
   *     {@code negotiation.unsupported} when a named source has no codec in common with us
   */
  public static PublishNegotiation read(
      String sdp,
      List<OfferedSource> named,
      Supplier<String> newSourceId,
      List<Codec> videoCodecs) {
    SessionDescription offer = SessionDescription.read(sdp);
    Map<String, PublishedSource> byMid = new HashMap<>();
    for (OfferedSource source : named) {
      MediaSection section = section(offer, source);
      Codec codec = codec(section, source.kind(), videoCodecs);
      PublishedSource published = published(section, source, codec, newSourceId.get());
      if (byMid.put(source.mid(), published) != null) {
        throw Problems.refusal("negotiation.malformed");
      }
    }
    MediaSection first =
        offer.sections().stream()
            .filter(s -> s.value("mid").map(byMid::containsKey).orElse(false))
            .findFirst()
            .orElseThrow(() -> Problems.refusal("negotiation.malformed"));
    return new PublishNegotiation(offer, TransportLines.remote(offer, first), byMid);
  }

  public RemoteTransport remote() {
    return remote;
  }

  /**
   * Whether it restarts ICE on the connection of an earlier offer: the same session (RFC 3264
   * section 8) and DTLS association (RFC 8842 section 4), the same sources, and other credentials
   * (RFC 8839 section 4.4.1.1.1).
   */
  public boolean restarts(PublishNegotiation earlier) {
    return !offer.sessionId().isEmpty()
        && offer.sessionId().equals(earlier.offer.sessionId())
        && remote.fingerprint().equals(earlier.remote.fingerprint())
        && !remote.ufrag().equals(earlier.remote.ufrag())
        && byMid.keySet().equals(earlier.byMid.keySet());
  }

  /**
   * Whether the client asks to be told what its path carries (draft-alvestrand-rmcat-remb-03
   * section 3), because it understands no transport-wide feedback.
   */
  public boolean asksMaximum() {
    return byMid.values().stream().anyMatch(this::asksMaximum);
  }

  private boolean asksMaximum(PublishedSource source) {
    return offer
        .withMid(source.mid())
        .anyMatch(
            section ->
                section.hasFeedback(source.payloadType(), MAXIMUM)
                    && !section.hasFeedback(source.payloadType(), "transport-cc"));
  }

  /** The sources in the order of their m-lines. */
  public List<PublishedSource> sources() {
    return offer.sections().stream().flatMap(s -> s.value("mid").map(byMid::get).stream()).toList();
  }

  /** The source of an m-line that was named. */
  public Optional<PublishedSource> source(String mid) {
    return Optional.ofNullable(byMid.get(mid));
  }

  /** The answer (RFC 9429 section 5.3). */
  public String answer(LocalTransport local) {
    List<MediaSection> sections = new ArrayList<>();
    List<String> bundle = new ArrayList<>();
    for (MediaSection section : offer.sections()) {
      Optional<PublishedSource> source = section.value("mid").flatMap(this::source);
      sections.add(
          source
              .map(s -> accepted(section, s, local, bundle.isEmpty()))
              .orElseGet(() -> rejected(section)));
      source.ifPresent(s -> bundle.add(s.mid()));
    }
    List<Attribute> session =
        List.of(
            new Attribute("group", "BUNDLE " + String.join(" ", bundle)),
            // RFC 8839 section 5.3
            Attribute.flag("ice-lite"));
    return new SessionDescription("1", 1, session, sections).toString();
  }

  private MediaSection accepted(
      MediaSection section, PublishedSource source, LocalTransport local, boolean first) {
    List<Attribute> lines = new ArrayList<>();
    String setup = remote.activeDtls() ? "passive" : "active";
    lines.addAll(TransportLines.local(local, setup, first));
    lines.add(new Attribute("mid", source.mid()));
    lines.addAll(Extensions.lines(source.extensions(), section.isAudio()));
    lines.add(Attribute.flag("recvonly"));
    lines.add(Attribute.flag("rtcp-mux"));
    lines.add(Attribute.flag("rtcp-rsize"));
    List<String> feedback = section.values("rtcp-fb").toList();
    lines.addAll(Simulcast.answer(source.rids()));
    CodecLines.of(
            source.codec(), source.payloadType(), source.rtxPayloadType(), source.redPayloadType())
        .stream()
        // RFC 4585 section 4.2: an answer names no feedback that was not offered.
        .filter(line -> !line.name().equals("rtcp-fb") || feedback.contains(line.value()))
        .forEach(lines::add);
    if (asksMaximum(source)) {
      lines.add(new Attribute("rtcp-fb", source.payloadType() + " " + MAXIMUM));
    }
    // libwebrtc sends RED only where it stands first.
    List<String> formats =
        CodecLines.formats(source.redPayloadType(), source.payloadType(), source.rtxPayloadType());
    return new MediaSection(section.media(), 9, section.protocol(), formats, lines);
  }

  static MediaSection rejected(MediaSection section) {
    List<Attribute> lines = new ArrayList<>();
    section.value("mid").ifPresent(mid -> lines.add(new Attribute("mid", mid)));
    lines.add(Attribute.flag("inactive"));
    return new MediaSection(section.media(), 0, section.protocol(), section.formats(), lines);
  }

  private static MediaSection section(SessionDescription offer, OfferedSource source) {
    List<MediaSection> found = offer.withMid(source.mid()).toList();
    boolean audio = source.kind() == SourceKind.MICROPHONE;
    if (found.size() != 1
        || found.getFirst().isAudio() != audio
        || !found.getFirst().protocol().equals("UDP/TLS/RTP/SAVPF")
        || !found.getFirst().has("rtcp-mux")) {
      throw Problems.refusal("negotiation.malformed");
    }
    return found.getFirst();
  }

  private static Codec codec(MediaSection section, SourceKind kind, List<Codec> videoCodecs) {
    List<PayloadFormat> formats = section.payloadFormats();
    List<Codec> wanted = kind == SourceKind.MICROPHONE ? List.of(Codec.OPUS) : videoCodecs;
    return wanted.stream()
        .filter(codec -> formats.stream().anyMatch(f -> f.is(codec)))
        .findFirst()
        .orElseThrow(() -> Problems.refusal("negotiation.unsupported"));
  }

  private static PublishedSource published(
      MediaSection section, OfferedSource source, Codec codec, String sourceId) {
    List<PayloadFormat> formats = section.payloadFormats();
    int payloadType =
        formats.stream().filter(f -> f.is(codec)).findFirst().orElseThrow().payloadType();
    Optional<Integer> rtx =
        formats.stream()
            .filter(f -> f.isRtxOf(payloadType))
            .map(PayloadFormat::payloadType)
            .findFirst();
    Ssrcs ssrcs = Ssrcs.of(section);
    ExtensionIds offered = Extensions.offered(section);
    ExtensionIds extensions =
        section.isAudio()
            ? new ExtensionIds(
                offered.mid(),
                offered.audioLevel(),
                offered.absoluteSendTime(),
                offered.transportWideSequence())
            : new ExtensionIds(
                offered.mid(),
                0,
                offered.absoluteSendTime(),
                offered.transportWideSequence(),
                offered.rid(),
                offered.repairedRid());
    List<String> rids = section.isAudio() ? List.of() : Simulcast.rids(section, extensions);
    Optional<Integer> red = section.isAudio() ? section.redAround(payloadType) : Optional.empty();
    return new PublishedSource(
        sourceId,
        kind(source.kind()),
        source.mid(),
        codec,
        payloadType,
        rtx,
        red,
        ssrcs.primary().stream().toList(),
        rtx.isPresent() ? ssrcs.rtx().stream().toList() : List.of(),
        rids,
        extensions);
  }

  private static org.maplebridge.bridge.api.SourceKind kind(SourceKind kind) {
    return switch (kind) {
      case MICROPHONE -> org.maplebridge.bridge.api.SourceKind.MICROPHONE;
      case CAMERA -> org.maplebridge.bridge.api.SourceKind.CAMERA;
      case SCREEN -> org.maplebridge.bridge.api.SourceKind.SCREEN;
    };
  }
}
