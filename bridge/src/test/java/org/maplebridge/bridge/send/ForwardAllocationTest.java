package org.maplebridge.bridge.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;
import org.maplebridge.bridge.transport.srtp.SrtpProfile;
import org.maplebridge.bridge.transport.srtp.SrtpSession;
import org.maplebridge.bridge.transport.udp.DatagramSealer;
import org.maplebridge.bridge.transport.udp.Destination;
import org.maplebridge.bridge.transport.udp.UdpPort;
import org.maplebridge.bridge.transport.udp.UdpSocket;

/** The forward path makes no garbage: a pause of the collector is a pause of every picture. */
class ForwardAllocationTest {

  private static final int RECEIVERS = 20;
  private static final int ROUND = 20_000;

  /** The compiler works beside the test; what it has not reached yet allocates. */
  private static final int MOST_ROUNDS = 12;

  private static final double NOTHING = 0.1;
  private static final int PACKETS_PER_BURST = 4;

  private final Route route =
      new Route(Codec.VP8, RECEIVERS, Optional.of(Route.OUT_RTX_TYPE), Route.IDS);
  private final byte[] key = new byte[1000];
  private final byte[] delta = new byte[1000];
  private Runnable endBurst = () -> {};
  private int sequence;

  @Test
  void forwardingAllocatesNothingOnceWarm() {
    assertNothingAllocated();
  }

  /** From the publisher's plain packet to the system call that takes the encrypted ones. */
  @ParameterizedTest
  @EnumSource
  void neitherDoEncryptingAndSending(SrtpProfile profile) throws Exception {
    MediaLoop loop = MediaLoop.start(0, System::nanoTime);
    List<DatagramSocket> sinks = new ArrayList<>();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (UdpPort port = UdpPort.open(loop, List.of(loopback), 0, (s, a, d, l, t) -> {})) {
      for (CapturedTransport receiver : route.receivers) {
        DatagramSocket sink = new DatagramSocket(0, loopback);
        sinks.add(sink);
        connect(receiver, port.sockets().getFirst(), sink, profile);
      }
      endBurst = loop::endBurst;
      loop.run(this::assertNothingAllocated);
    } finally {
      sinks.forEach(DatagramSocket::close);
      loop.close();
    }
  }

  private static void connect(
      CapturedTransport receiver, UdpSocket socket, DatagramSocket sink, SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.materialLength(profile)];
    new Random(sink.getLocalPort()).nextBytes(material);
    SrtpSession session = new SrtpSession(new SrtpKeys(profile, material, false));
    DatagramSealer sealer = session.rtpSealer().orElseThrow();
    Destination to = socket.destination((InetSocketAddress) sink.getLocalSocketAddress());
    receiver.onward =
        (buffer, offset, length) ->
            assertTrue(socket.send(buffer, offset, length, to, sealer) > length);
  }

  private void assertNothingAllocated() {
    byte[] keyStart = Packets.hex("10 10 02 00 9D 01 2A");
    System.arraycopy(keyStart, 0, key, 0, keyStart.length);
    delta[0] = 0x10;
    delta[1] = 0x11;
    for (CapturedTransport receiver : route.receivers) {
      receiver.keeping = false;
    }
    route.publisher.keeping = false;
    route.source.setOpen(true);
    int rounds = 1;
    double perForwarded = allocatedPerForwarded();
    while (perForwarded > NOTHING && rounds < MOST_ROUNDS) {
      rounds++;
      perForwarded = allocatedPerForwarded();
    }
    assertTrue(perForwarded <= NOTHING, perForwarded + " bytes per forwarded packet");
    assertEquals((long) rounds * ROUND, route.receivers[0].sent);
    route.history.clear();
    assertEquals(0, route.pool.outstanding());
  }

  private double allocatedPerForwarded() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    forward(ROUND);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    return (double) bytes / ((double) ROUND * RECEIVERS);
  }

  /** A packet each millisecond, feedback to the publisher every ten. */
  private void forward(int packets) {
    for (int i = 0; i < packets; i++) {
      int number = sequence++;
      long nanos = number * 1_000_000L;
      route.send(number, number * 90L, number % 300 == 0 ? key : delta, nanos);
      if (number % PACKETS_PER_BURST == 0) {
        endBurst.run();
      }
      if (number % 10 == 0) {
        route.path.tick(nanos);
      }
    }
  }
}
