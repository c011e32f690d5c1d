package org.maplebridge.bridge.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.maplebridge.bridge.transport.srtp.SrtpWorkspace;
import org.maplebridge.bridge.transport.tcp.FrameHandler;
import org.maplebridge.bridge.transport.tcp.TcpConnection;
import org.maplebridge.bridge.transport.tcp.TcpStreams;
import org.maplebridge.bridge.transport.udp.DatagramHandler;
import org.maplebridge.bridge.transport.udp.DatagramSealer;
import org.maplebridge.bridge.transport.udp.PacketClassifier;
import org.maplebridge.bridge.transport.udp.PacketKind;
import org.maplebridge.bridge.transport.udp.SendRefusal;
import org.maplebridge.bridge.transport.udp.UdpPort;
import org.maplebridge.bridge.transport.udp.UdpSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the connection of each datagram of a port. Known addresses lead straight to it; from
 * unknown ones only a STUN request that names a user of ours is looked at, so that a stranger who
 * guesses the port gets nothing and nobody can be made to receive more than was sent in his name.
 */
final class LoopTransportHub implements TransportHub {

  /** Handshakes running at a time; more wait for the peer's next try. */
  static final int MAX_HANDSHAKES = 64;

  /** STUN errors sent per second to those who could not authenticate. */
  static final int REFUSALS_PER_SECOND = 100;

  /** An address stays with its connection while its checks are no older than this. */
  private static final Duration CLAIM_HOLDS = Duration.ofSeconds(5);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long CLOSE_WAIT_MILLIS = 1000;

  private static final Logger log = LoggerFactory.getLogger(LoopTransportHub.class);

  private final MediaLoop loop;
  private final HubSetup setup;
  private final TransportCounters counters = new TransportCounters();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final UdpPort port;
  private final TcpStreams streams;
  private final List<HostCandidate> candidates;

  // Loop only
  private final Map<String, IceDtlsTransport> byUfrag = new HashMap<>();
  private final Map<UdpSocket, Map<InetSocketAddress, IceDtlsTransport>> byAddress =
      new HashMap<>();
  private final Map<TcpConnection, IceDtlsTransport> byConnection = new HashMap<>();
  private final List<DtlsSession> ending = new ArrayList<>();
  private final SrtpWorkspace srtpWorkspace = new SrtpWorkspace();
  private @Nullable UdpSocket lastSocket;
  private Map<InetSocketAddress, IceDtlsTransport> lastSocketAddresses = new HashMap<>();
  private int handshakes;
  private int refusalsLeft = REFUSALS_PER_SECOND;

  private LoopTransportHub(MediaLoop loop, HubSetup setup, int wantedPort) throws IOException {
    this.loop = loop;
    this.setup = setup;
    port = UdpPort.open(loop, setup.addresses(), wantedPort, new Datagrams());
    streams = TcpStreams.of(loop, new Frames());
    candidates =
        HostCandidates.of(setup.addresses(), setup.announced(), port.port(), setup.tcpPorts());
    loop.scheduleEvery(this::tick, TICK.toNanos());
    log.info("Media loop {} listens on UDP port {}", loop.index(), port.port());
  }

  /** Binds a port on a loop. Not on the loop. */
  static LoopTransportHub open(MediaLoop loop, HubSetup setup, int wantedPort) throws IOException {
    return new LoopTransportHub(loop, setup, wantedPort);
  }

  /** Where the acceptor hands over TCP connections for this hub. Any thread. */
  TcpStreams streams() {
    return streams;
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

  /** Loop only. */
  SrtpWorkspace srtpWorkspace() {
    return srtpWorkspace;
  }

  DtlsIdentity identity() {
    return setup.identity();
  }

  @Override
  public Transport create(String id, TransportListener listener) {
    loop.assertInLoop();
    IceResponder ice = newResponder();
    IceDtlsTransport transport = new IceDtlsTransport(this, id, ice, listener);
    register(ice, transport);
    return transport;
  }

  /** Credentials no connection of any loop has. */
  IceResponder newResponder() {
    IceCredentials credentials = IceCredentials.generate(setup.random());
    while (setup.homes().putIfAbsent(credentials.ufrag(), this) != null) {
      credentials = IceCredentials.generate(setup.random());
    }
    return new IceResponder(credentials);
  }

  /** Leads checks that name these credentials to a connection. */
  void register(IceResponder ice, IceDtlsTransport transport) {
    byUfrag.put(ice.local().ufrag(), transport);
  }

  void forget(IceResponder ice) {
    byUfrag.remove(ice.local().ufrag());
    setup.homes().remove(ice.local().ufrag());
  }

  /** What a peer needs to reach who has these credentials. */
  LocalTransport describe(IceCredentials credentials) {
    return new LocalTransport(
        credentials.ufrag(), credentials.password(), identity().fingerprint(), candidates);
  }

  /** The UDP side. */
  private final class Datagrams implements DatagramHandler {

    @Override
    public void onDatagram(
        UdpSocket socket, InetSocketAddress source, byte[] data, int length, long arrivalNanos) {
      LoopTransportHub.this.onDatagram(socket, source, data, length, arrivalNanos);
    }

    @Override
    public void onRefused(SendRefusal reason) {
      counters.count(
          switch (reason) {
            case WOULD_BLOCK -> TransportCounter.SENDS_REFUSED_WOULD_BLOCK;
            case NO_BUFFERS -> TransportCounter.SENDS_REFUSED_NO_BUFFERS;
            case UNREACHABLE -> TransportCounter.SENDS_REFUSED_UNREACHABLE;
            case TOO_LARGE -> TransportCounter.SENDS_REFUSED_TOO_LARGE;
            case NOT_PERMITTED -> TransportCounter.SENDS_REFUSED_NOT_PERMITTED;
            case OTHER -> TransportCounter.SENDS_REFUSED_OTHER;
          });
    }
  }

  private void onDatagram(
      UdpSocket socket, InetSocketAddress source, byte[] data, int length, long arrivalNanos) {
    counters.count(TransportCounter.DATAGRAMS_RECEIVED);
    counters.add(TransportCounter.BYTES_RECEIVED, length);
    PacketKind kind = PacketClassifier.classify(data, length);
    if (kind == PacketKind.STUN) {
      onStun(new UdpPath(socket, source), data, length);
    } else {
      onOwned(addresses(socket).get(source), kind, data, length, arrivalNanos);
    }
  }

  /** The TCP side of the same: frames instead of datagrams, connections instead of addresses. */
  private final class Frames implements FrameHandler {

    @Override
    public void onFrame(TcpConnection connection, byte[] data, int length, long arrivalNanos) {
      counters.count(TransportCounter.DATAGRAMS_RECEIVED);
      counters.add(TransportCounter.BYTES_RECEIVED, length);
      PacketKind kind = PacketClassifier.classify(data, length);
      if (kind == PacketKind.STUN) {
        onStun(new TcpPath(connection), data, length);
      } else {
        onOwned(byConnection.get(connection), kind, data, length, arrivalNanos);
      }
      if (!byConnection.containsKey(connection)) {
        // Its first word was no authenticated check
        connection.close();
      }
    }

    @Override
    public void onClosed(TcpConnection connection) {
      IceDtlsTransport owner = byConnection.remove(connection);
      if (owner != null) {
        owner.onPathLost(new TcpPath(connection));
      }
    }
  }

  /** Takes a packet that is not STUN from an address or connection that must have an owner. */
  private void onOwned(
      @Nullable IceDtlsTransport owner,
      PacketKind kind,
      byte[] data,
      int length,
      long arrivalNanos) {
    if (kind == PacketKind.OTHER) {
      counters.count(TransportCounter.DROPPED_UNCLASSIFIED);
    } else if (owner == null) {
      counters.count(TransportCounter.DROPPED_UNKNOWN_ADDRESS);
    } else if (kind == PacketKind.DTLS) {
      owner.onDtls(data, length, arrivalNanos);
    } else {
      owner.onSrtp(kind, data, length, arrivalNanos);
    }
  }

  private void onStun(Path path, byte[] data, int length) {
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
    named.onCheck(request.get(), path);
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
    return switch (path) {
      case UdpPath udp -> claim(udp, claimant);
      case TcpPath tcp -> {
        IceDtlsTransport owner = byConnection.putIfAbsent(tcp.connection(), claimant);
        yield owner == null || owner == claimant;
      }
    };
  }

  private boolean claim(UdpPath path, IceDtlsTransport claimant) {
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
    switch (path) {
      case UdpPath udp -> addresses(udp.socket()).remove(udp.remote(), owner);
      case TcpPath tcp -> {
        if (byConnection.remove(tcp.connection(), owner)) {
          tcp.connection().close();
        }
      }
    }
  }

  /** A connection has closed; the close_notify of its session is still to come. */
  void await(DtlsSession session) {
    ending.add(session);
  }

  void send(Path path, byte[] data, int offset, int length) {
    if (path.send(data, offset, length)) {
      counters.count(TransportCounter.DATAGRAMS_SENT);
      counters.add(TransportCounter.BYTES_SENT, length);
    } else {
      counters.count(TransportCounter.DROPPED_SEND_QUEUE_FULL);
    }
  }

  /** Sends what the sealer makes of it. */
  void send(UdpPath path, byte[] data, int offset, int length, DatagramSealer sealer) {
    int sent = path.send(data, offset, length, sealer);
    if (sent == UdpSocket.FULL) {
      counters.count(TransportCounter.DROPPED_SEND_QUEUE_FULL);
    } else if (sent == UdpSocket.UNSEALED) {
      counters.count(TransportCounter.DROPPED_SEND_SRTP);
    } else {
      counters.count(TransportCounter.DATAGRAMS_SENT);
      counters.add(TransportCounter.BYTES_SENT, sent);
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

  /** Each once: one that restarts ICE has two names. */
  private Set<IceDtlsTransport> transports() {
    return Set.copyOf(byUfrag.values());
  }

  private void tick() {
    refusalsLeft = REFUSALS_PER_SECOND;
    ending.removeIf(DtlsSession::isEnded);
    long now = loop.nanoTime();
    transports().forEach(transport -> transport.tick(now));
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
          transports().forEach(transport -> transport.close(CloseReason.CLOSED));
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
