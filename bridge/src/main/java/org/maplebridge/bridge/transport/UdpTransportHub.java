package org.maplebridge.bridge.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.transport.dtls.DtlsIdentity;
import org.maplebridge.bridge.transport.dtls.DtlsSession;
import org.maplebridge.bridge.transport.ice.HostCandidates;
import org.maplebridge.bridge.transport.ice.IceCredentials;
import org.maplebridge.bridge.transport.ice.IceResponder;
import org.maplebridge.bridge.transport.ice.StunRequest;
import org.maplebridge.bridge.transport.udp.PacketClassifier;
import org.maplebridge.bridge.transport.udp.PacketKind;
import org.maplebridge.bridge.transport.udp.UdpPort;
import org.maplebridge.bridge.transport.udp.UdpSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the connection of each datagram of a port. Known addresses lead straight to it; from
 * unknown ones only a STUN request that names a user of ours is looked at, so that a stranger who
 * guesses the port gets nothing and nobody can be made to receive more than was sent in his name.
 */
final class UdpTransportHub implements TransportHub {

  /** Handshakes running at a time; more wait for the peer's next try. */
  static final int MAX_HANDSHAKES = 64;

  /** STUN errors sent per second to those who could not authenticate. */
  static final int REFUSALS_PER_SECOND = 100;

  /** An address stays with its connection while its checks are no older than this. */
  private static final Duration CLAIM_HOLDS = Duration.ofSeconds(5);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long CLOSE_WAIT_MILLIS = 1000;

  private static final Logger log = LoggerFactory.getLogger(UdpTransportHub.class);

  private final MediaLoop loop;
  private final DtlsIdentity identity;
  private final SecureRandom random;
  private final TransportCounters counters = new TransportCounters();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final UdpPort port;
  private final List<HostCandidate> candidates;

  // Loop only
  private final Map<String, IceDtlsTransport> byUfrag = new HashMap<>();
  private final Map<UdpSocket, Map<InetSocketAddress, IceDtlsTransport>> byAddress =
      new HashMap<>();
  private final List<DtlsSession> ending = new ArrayList<>();
  private @Nullable UdpSocket lastSocket;
  private Map<InetSocketAddress, IceDtlsTransport> lastSocketAddresses = new HashMap<>();
  private int handshakes;
  private int refusalsLeft = REFUSALS_PER_SECOND;

  private UdpTransportHub(
      MediaLoop loop,
      DtlsIdentity identity,
      SecureRandom random,
      List<InetAddress> addresses,
      int wantedPort,
      Optional<String> announced)
      throws IOException {
    this.loop = loop;
    this.identity = identity;
    this.random = random;
    port = UdpPort.open(loop, addresses, wantedPort, this::onDatagram);
    candidates = HostCandidates.of(addresses, announced, port.port());
    loop.scheduleEvery(this::tick, TICK.toNanos());
    log.info("Media loop {} listens on UDP port {}", loop.index(), port.port());
  }

  /** Binds a port on a loop. Not on the loop. */
  static UdpTransportHub open(
      MediaLoop loop,
      DtlsIdentity identity,
      SecureRandom random,
      List<InetAddress> addresses,
      int wantedPort,
      Optional<String> announced)
      throws IOException {
    return new UdpTransportHub(loop, identity, random, addresses, wantedPort, announced);
  }

  @Override
  public MediaLoop loop() {
    return loop;
  }

  @Override
  public int port() {
    return port.port();
  }

  @Override
  public TransportCounters counters() {
    return counters;
  }

  DtlsIdentity identity() {
    return identity;
  }

  @Override
  public Transport create(String id, TransportListener listener) {
    loop.assertInLoop();
    IceCredentials credentials = IceCredentials.generate(random);
    while (byUfrag.containsKey(credentials.ufrag())) {
      credentials = IceCredentials.generate(random);
    }
    LocalTransport local =
        new LocalTransport(
            credentials.ufrag(), credentials.password(), identity.fingerprint(), candidates);
    IceDtlsTransport transport =
        new IceDtlsTransport(this, id, new IceResponder(credentials), local, listener);
    byUfrag.put(credentials.ufrag(), transport);
    return transport;
  }

  private void onDatagram(
      UdpSocket socket, InetSocketAddress source, byte[] data, int length, long arrivalNanos) {
    counters.count(TransportCounter.DATAGRAMS_RECEIVED);
    counters.add(TransportCounter.BYTES_RECEIVED, length);
    PacketKind kind = PacketClassifier.classify(data, length);
    switch (kind) {
      case STUN -> onStun(socket, source, data, length);
      case OTHER -> counters.count(TransportCounter.DROPPED_UNCLASSIFIED);
      case RTP, RTCP, DTLS -> {
        IceDtlsTransport owner = addresses(socket).get(source);
        if (owner == null) {
          counters.count(TransportCounter.DROPPED_UNKNOWN_ADDRESS);
        } else if (kind == PacketKind.DTLS) {
          owner.onDtls(data, length, arrivalNanos);
        } else {
          owner.onSrtp(kind, data, length, arrivalNanos);
        }
      }
    }
  }

  private void onStun(UdpSocket socket, InetSocketAddress source, byte[] data, int length) {
    Optional<StunRequest> request = StunRequest.parse(data, length);
    if (request.isEmpty()) {
      counters.count(TransportCounter.DROPPED_STUN_MALFORMED);
      return;
    }
    IceDtlsTransport named = request.get().localUfrag().map(byUfrag::get).orElse(null);
    if (named == null) {
      counters.count(TransportCounter.DROPPED_STUN_UNKNOWN_USER);
      return;
    }
    named.onCheck(request.get(), new Path(socket, source));
  }

  /** One socket carries nearly everything, so its table is kept at hand. */
  private Map<InetSocketAddress, IceDtlsTransport> addresses(UdpSocket socket) {
    if (socket != lastSocket) {
      lastSocket = socket;
      lastSocketAddresses = byAddress.computeIfAbsent(socket, unseen -> new HashMap<>());
    }
    return lastSocketAddresses;
  }

  /**
   * Gives the packets of a path to a connection. Refused while another one whose peer is alive has
   * it: a participant must not cut off another by checks sent in his address.
   */
  boolean claim(Path path, IceDtlsTransport claimant) {
    Map<InetSocketAddress, IceDtlsTransport> addresses = addresses(path.socket());
    IceDtlsTransport owner = addresses.get(path.remote());
    if (owner == claimant) {
      return true;
    }
    if (owner != null && loop.nanoTime() - owner.lastCheckNanos() < CLAIM_HOLDS.toNanos()) {
      return false;
    }
    addresses.put(path.remote(), claimant);
    return true;
  }

  void release(Path path, IceDtlsTransport owner) {
    addresses(path.socket()).remove(path.remote(), owner);
  }

  /** Forgets a connection that closes, but not the close_notify still to come. */
  void forget(IceDtlsTransport transport, @Nullable DtlsSession session) {
    byUfrag.remove(transport.local().ufrag());
    if (session != null) {
      ending.add(session);
    }
  }

  void send(Path path, byte[] data, int offset, int length) {
    if (path.socket().send(data, offset, length, path.remote())) {
      counters.count(TransportCounter.DATAGRAMS_SENT);
      counters.add(TransportCounter.BYTES_SENT, length);
    } else {
      counters.count(TransportCounter.DROPPED_SEND_QUEUE_FULL);
    }
  }

  void count(TransportCounter counter) {
    counters.count(counter);
  }

  /** Takes one of the places for handshakes; false, and counted, when there is none. */
  boolean startHandshake() {
    if (handshakes >= MAX_HANDSHAKES) {
      counters.count(TransportCounter.DROPPED_HANDSHAKE_FLOOD);
      return false;
    }
    handshakes++;
    counters.count(TransportCounter.HANDSHAKES_STARTED);
    return true;
  }

  void endHandshake() {
    handshakes--;
  }

  /** Whether another STUN error may go to somebody unauthenticated. */
  boolean mayRefuse() {
    if (refusalsLeft == 0) {
      counters.count(TransportCounter.DROPPED_STUN_FLOOD);
      return false;
    }
    refusalsLeft--;
    return true;
  }

  private void tick() {
    refusalsLeft = REFUSALS_PER_SECOND;
    ending.removeIf(DtlsSession::isEnded);
    long now = loop.nanoTime();
    List.copyOf(byUfrag.values()).forEach(transport -> transport.tick(now));
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    // Each close_notify is posted to the loop by its session, so those must end before the port.
    closeTransports().forEach(session -> session.awaitEnd(CLOSE_WAIT_MILLIS));
    runOnLoop(List::<DtlsSession>of);
    port.close();
    loop.close();
    log.info("Media loop {} closed", loop.index());
  }

  private List<DtlsSession> closeTransports() {
    return runOnLoop(
        () -> {
          List.copyOf(byUfrag.values()).forEach(transport -> transport.close(CloseReason.CLOSED));
          return List.copyOf(ending);
        });
  }

  /** Runs after what is in the mailbox already; nothing comes of it when the loop is stuck. */
  private List<DtlsSession> runOnLoop(Supplier<List<DtlsSession>> task) {
    CompletableFuture<List<DtlsSession>> done = new CompletableFuture<>();
    if (!loop.execute(() -> done.complete(task.get()))) {
      return List.of();
    }
    try {
      return done.get(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Media loop {} did not answer while closing", loop.index(), e);
    }
    return List.of();
  }
}
