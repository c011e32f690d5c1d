package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.signaling.protocol.Problems;

/**
 * A device's offer to receive, understood (draft-ietf-wish-whep-03 section 4.2). It is answered
 * once and never again, so the lines it has are given to the sources there are, and to others when
 * those end. Belongs to its room's thread.
 */
public final class WatchNegotiation {
  private final SessionDescription offer;
  private final RemoteTransport remote;
  private final List<WatchLine> lines;
  private List<SourceInfo> wanted = List.of();

  private WatchNegotiation(
      SessionDescription offer, RemoteTransport remote, List<WatchLine> lines) {
    this.offer = offer;
    this.remote = remote;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads an offer.
   *
   * @param random gives SSRCs
   * @throws org.maplebridge.signaling.protocol.ProblemException {@code negotiation.malformed}, or
   *     {@code negotiation.unsupported} when it has no line we could send on
   */
  public static WatchNegotiation read(String sdp, LongSupplier random) {
    SessionDescription offer = SessionDescription.read(sdp);
    LongSupplier ssrcs =
        LongStream.generate(random).filter(s -> s != 0).distinct().iterator()::nextLong;
    List<WatchLine> lines =
        offer.sections().stream().flatMap(s -> WatchLine.of(s, ssrcs).stream()).toList();
    if (lines.isEmpty()) {
      throw Problems.refusal("negotiation.unsupported");
    }
    RemoteTransport remote = TransportLines.remote(offer, lines.getFirst().offered());
    return new WatchNegotiation(offer, remote, lines);
  }

  public RemoteTransport remote() {
    return remote;
  }

  /**
   * Sets what there is to be watched. A screen takes the line of a face where none is free.
   *
   * @return ids of the sources the connection carried and no longer should
   */
  public List<String> want(List<SourceInfo> sources) {
    wanted = List.copyOf(sources);
    Set<String> ids = sources.stream().map(SourceInfo::sourceId).collect(Collectors.toSet());
    List<String> gone = new ArrayList<>();
    for (WatchLine line : lines) {
      line.source()
          .map(SourceInfo::sourceId)
          .filter(id -> !ids.contains(id))
          .ifPresent(
              id -> {
                gone.add(id);
                line.free();
              });
    }
    sources.stream()
        .filter(source -> source.kind() == SourceKind.SCREEN)
        .flatMap(screen -> faceInTheWayOf(screen).stream())
        .forEach(
            line -> {
              line.source().map(SourceInfo::sourceId).ifPresent(gone::add);
              line.free();
            });
    return gone;
  }

  private Optional<WatchLine> faceInTheWayOf(SourceInfo screen) {
    boolean placed =
        lines.stream()
            .anyMatch(line -> line.source().equals(Optional.of(screen)) || line.mayCarry(screen));
    return lines.stream()
        .filter(line -> !placed && line.takes(screen))
        .filter(line -> line.source().map(s -> s.kind() == SourceKind.CAMERA).orElse(false))
        .findFirst();
  }

  /** Gives free lines to what is wanted and not carried yet, a screen before faces. */
  public List<SubscriptionSpec> added() {
    Set<String> carried =
        lines.stream()
            .flatMap(line -> line.source().stream())
            .map(SourceInfo::sourceId)
            .collect(Collectors.toSet());
    return wanted.stream()
        .filter(source -> !carried.contains(source.sourceId()))
        .sorted(Comparator.comparing(source -> source.kind() != SourceKind.SCREEN))
        .flatMap(source -> place(source).stream())
        .toList();
  }

  private Optional<SubscriptionSpec> place(SourceInfo source) {
    return lines.stream()
        .filter(line -> line.mayCarry(source))
        .findFirst()
        .map(line -> line.carry(source));
  }

  /** The answer (RFC 9429 section 5.3). */
  public String answer(LocalTransport local) {
    String setup = remote.activeDtls() ? "passive" : "active";
    List<MediaSection> sections = new ArrayList<>();
    for (MediaSection section : offer.sections()) {
      sections.add(
          lines.stream()
              .filter(line -> line.offered().equals(section))
              .findFirst()
              .map(line -> line.answer(local, setup, line.equals(lines.getFirst())))
              .orElseGet(() -> PublishNegotiation.rejected(section)));
    }
    String mids = lines.stream().map(WatchLine::mid).collect(Collectors.joining(" "));
    List<Attribute> session =
        List.of(new Attribute("group", "BUNDLE " + mids), Attribute.flag("ice-lite"));
    return new SessionDescription("1", 1, session, sections).toString();
  }
}
