package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ReceivedSource;

/**
 * The offers of one receiving connection. Each source has an m-line while it lasts; the m-line of a
 * source that left is offered inactive once and then used again for another of the same media (RFC
 * 9429 section 5.2.2). One offer is open at a time. Belongs to its room's thread.
 */
public final class ReceiveNegotiation {
  private static final long MAX_SSRC = 0xFFFF_FFFFL;

  private final LongSupplier random;
  private final List<ReceiveLine> lines = new ArrayList<>();
  private final Set<Long> ssrcs = new HashSet<>();
  private final IntSupplier epochs;
  private LocalTransport local;
  private int epoch;

  /** Grows by one with each offer of this connection (RFC 3264 section 8). */
  private int version;

  private Optional<Offer> open = Optional.empty();
  private boolean changed = true;

  /** Whether our ICE credentials were not offered yet, or their offer was not answered. */
  private boolean restarting = true;

  private boolean offersRestart;

  /**
   * An offer of ours.
   *
   * @param epoch grows with each, and is never used again in the room
   * @param first whether it is the connection's first
   * @param sources what the active m-lines carry
   */
  public record Offer(int epoch, boolean first, String sdp, List<ReceivedSource> sources) {

    public Offer {
      sources = List.copyOf(sources);
    }
  }

  /**
   * What an answer settled.
   *
   * @param remote the client's side of the connection, where it is new or ICE was restarted
   * @param subscriptions what the client accepted and is not subscribed yet
   */
  public record Settled(Optional<RemoteTransport> remote, List<SubscriptionSpec> subscriptions) {

    public Settled {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /**
   * A connection without sources: its first m-line is audio, so that it can come up already.
   *
   * @param epochs gives the epochs of offers; shared by the connections of a room, so that an
   *     answer to a former connection's offer is never taken for one to this connection's
   */
  public ReceiveNegotiation(LocalTransport local, LongSupplier random, IntSupplier epochs) {
    this.local = local;
    this.random = random;
    this.epochs = epochs;
    lines.add(new ReceiveLine("0", true));
  }

  /**
   * Sets what the connection should carry.
   *
   * @return ids of the sources it carried and no longer should
   */
  public List<String> want(List<SourceInfo> sources) {
    Map<String, SourceInfo> wanted = new LinkedHashMap<>();
    sources.forEach(s -> wanted.put(s.sourceId(), s));
    List<String> gone = new ArrayList<>();
    for (ReceiveLine line : lines) {
      line.source()
          .map(SourceInfo::sourceId)
          .filter(id -> !wanted.containsKey(id))
          .ifPresent(gone::add);
      line.source().ifPresent(s -> retainOrRetire(line, s, wanted));
    }
    wanted.values().forEach(this::place);
    changed |= !gone.isEmpty() || !wanted.isEmpty();
    return gone;
  }

  /** The next offer has other ICE credentials of ours (RFC 8839 section 4.4.1.1.1). */
  public void restart(LocalTransport transport) {
    local = transport;
    restarting = true;
    offersRestart = false;
    changed = true;
  }

  /** Whether our credentials wait for an answer. */
  public boolean isRestarting() {
    return restarting;
  }

  /** The next offer, when there is something to say and no offer is open. */
  public Optional<Offer> next() {
    if (open.isPresent() || !changed) {
      return Optional.empty();
    }
    changed = false;
    epoch = epochs.getAsInt();
    version++;
    offersRestart = restarting;
    Offer offer = new Offer(epoch, version == 1, description().toString(), received());
    lines.forEach(line -> line.offered(epoch));
    open = Optional.of(offer);
    return open;
  }

  /** The offer that waits for its answer. */
  public Optional<Offer> open() {
    return open;
  }

  /**
   * Takes an answer.
   *
   * @return empty for an answer to an older offer
   * @throws org.maplebridge.signaling.protocol.ProblemException {@code negotiation.malformed}; the
   *     offer stays open
   */
  public Optional<Settled> answer(int epoch, String sdp) {
    if (open.isEmpty() || open.get().epoch() != epoch) {
      return Optional.empty();
    }
    SessionDescription answer = SessionDescription.read(sdp);
    if (answer.sections().size() < 1 || answer.sections().size() > lines.size()) {
      throw Problems.refusal("negotiation.malformed");
    }
    RemoteTransport remote = TransportLines.remote(answer, bundleSection(answer));
    open = Optional.empty();
    boolean isNew = offersRestart;
    restarting &= !isNew;
    List<SubscriptionSpec> subscriptions = new ArrayList<>();
    for (ReceiveLine line : lines) {
      Optional<MediaSection> section = answer.withMid(line.mid()).findFirst();
      if (line.answered(epoch)) {
        section.flatMap(line::accept).ifPresent(subscriptions::add);
      }
    }
    return Optional.of(new Settled(Optional.of(remote).filter(r -> isNew), subscriptions));
  }

  private static MediaSection bundleSection(SessionDescription answer) {
    return answer.sections().stream()
        .filter(s -> answer.value(s, "ice-ufrag").isPresent())
        .findFirst()
        .orElseThrow(() -> Problems.refusal("negotiation.malformed"));
  }

  private static void retainOrRetire(
      ReceiveLine line, SourceInfo source, Map<String, SourceInfo> wanted) {
    if (wanted.remove(source.sourceId()) == null) {
      line.retire();
    }
  }

  private void place(SourceInfo source) {
    boolean audio = source.kind().isAudio();
    ReceiveLine line =
        lines.stream()
            .filter(l -> l.isFree() && l.isAudio() == audio)
            .findFirst()
            .orElseGet(() -> append(audio));
    line.carry(source, newSsrc(), newSsrc());
  }

  private ReceiveLine append(boolean audio) {
    ReceiveLine line = new ReceiveLine(String.valueOf(lines.size()), audio);
    lines.add(line);
    return line;
  }

  private long newSsrc() {
    long ssrc;
    do {
      ssrc = random.getAsLong() & MAX_SSRC;
    } while (ssrc == 0 || !ssrcs.add(ssrc));
    return ssrc;
  }

  private SessionDescription description() {
    String mids = String.join(" ", lines.stream().map(ReceiveLine::mid).toList());
    List<Attribute> session =
        List.of(new Attribute("group", "BUNDLE " + mids), Attribute.flag("ice-lite"));
    List<MediaSection> sections = new ArrayList<>();
    for (ReceiveLine line : lines) {
      sections.add(line.section(local, sections.isEmpty()));
    }
    return new SessionDescription("1", version, session, sections);
  }

  private List<ReceivedSource> received() {
    return lines.stream().flatMap(line -> line.received().stream()).toList();
  }
}
