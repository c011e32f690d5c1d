package org.maplebridge.bridge.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.maplebridge.bridge.loop.MediaLoop;

/** Both kinds of socket against the JDK's, on every loopback address there is. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class UdpSocketTest {

  private record Received(InetSocketAddress source, byte[] data) {}

  @FunctionalInterface
  interface Kind {
    UdpSocket open(MediaLoop loop, InetSocketAddress address, DatagramHandler handler)
        throws IOException;
  }

  private final MediaLoop loop = MediaLoop.start(0, System::nanoTime);
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  static Stream<Arguments> kindsAndAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(InetAddress::isLoopbackAddress)
        .flatMap(
            address ->
                LinuxCalls.areKnown()
                    ? Stream.of(
                        Arguments.of((Kind) LinuxSocket::new, address),
                        Arguments.of((Kind) ChannelSocket::new, address))
                    : Stream.of(Arguments.of((Kind) ChannelSocket::new, address)));
  }

  @AfterEach
  void close() {
    loop.close();
    assertEquals(0, loop.failedTasks());
  }

  @ParameterizedTest
  @MethodSource("kindsAndAddresses")
  void whatABurstSendsArrivesWholeAndInOrder(Kind kind, InetAddress address) throws IOException {
    int[] sizes = {1056, 1056, 1056, 700, 1056, 106, 106, 106, 1200, 1, 1056};
    try (UdpSocket socket = open(kind, address);
        DatagramSocket one = new DatagramSocket(0, address);
        DatagramSocket other = new DatagramSocket(0, address)) {
      loop.run(
          () -> {
            for (int i = 0; i < sizes.length; i++) {
              assertEquals(sizes[i], send(socket, bytes(sizes[i], i), one));
              assertEquals(sizes[i], send(socket, bytes(sizes[i], 100 + i), other));
            }
            socket.flush();
          });
      for (int i = 0; i < sizes.length; i++) {
        assertArrayEquals(bytes(sizes[i], i), receive(one));
        assertArrayEquals(bytes(sizes[i], 100 + i), receive(other));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndAddresses")
  void aBurstLargerThanTheQueueLeavesInParts(Kind kind, InetAddress address) throws IOException {
    try (UdpSocket socket = open(kind, address);
        DatagramSocket sink = new DatagramSocket(0, address)) {
      int datagrams = 2500;
      sink.setReceiveBufferSize(8 << 20);
      loop.run(
          () -> {
            for (int i = 0; i < datagrams; i++) {
              assertEquals(1 + i % 7, send(socket, bytes(1 + i % 7, i), sink));
            }
          });
      // The last of them waits for the end of its burst
      loop.run(socket::flush);
      assertArrayEquals(bytes(1, 0), receive(sink));
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndAddresses")
  void whatArrivesIsHandedOverWithItsSource(Kind kind, InetAddress address) throws Exception {
    try (UdpSocket socket = open(kind, address);
        DatagramSocket peer = new DatagramSocket(0, address)) {
      InetSocketAddress to = new InetSocketAddress(socket.address(), socket.port());
      for (int i = 0; i < 3; i++) {
        peer.send(new DatagramPacket(bytes(1000 + i, i), 1000 + i, to));
        Received next = received.take();
        assertEquals(peer.getLocalSocketAddress(), next.source());
        assertArrayEquals(bytes(1000 + i, i), next.data());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndAddresses")
  void aClosedSocketTakesNothing(Kind kind, InetAddress address) throws IOException {
    UdpSocket socket = open(kind, address);
    try (DatagramSocket peer = new DatagramSocket(0, address)) {
      socket.close();
      loop.run(
          () -> {
            assertEquals(UdpSocket.FULL, send(socket, bytes(10, 1), peer));
            socket.flush();
          });
    }
  }

  /** Nobody may broadcast without having asked for it (udp(7)). */
  @Test
  void whatTheKernelRefusesIsToldByReasonAndHarmsNobodyElse() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    List<SendRefusal> refusals = new ArrayList<>();
    DatagramHandler told =
        new DatagramHandler() {
          @Override
          public void onDatagram(
              UdpSocket socket, InetSocketAddress source, byte[] data, int length, long at) {}

          @Override
          public void onRefused(SendRefusal reason) {
            refusals.add(reason);
          }
        };
    InetSocketAddress everybody = new InetSocketAddress("255.255.255.255", 9);
    try (UdpSocket socket = new LinuxSocket(loop, new InetSocketAddress(loopback, 0), told);
        DatagramSocket peer = new DatagramSocket(0, loopback)) {
      loop.run(
          () -> {
            socket.start();
            assertTrue(socket.send(bytes(100, 1), 0, 100, everybody));
            assertEquals(100, send(socket, bytes(100, 2), peer));
            socket.flush();
            assertEquals(List.of(SendRefusal.NOT_PERMITTED), refusals);
          });
      assertArrayEquals(bytes(100, 2), receive(peer));
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndAddresses")
  void aTakenPortIsRefused(Kind kind, InetAddress address) throws IOException {
    try (DatagramSocket peer = new DatagramSocket(0, address)) {
      InetSocketAddress taken = new InetSocketAddress(address, peer.getLocalPort());
      IOException refusal =
          org.junit.jupiter.api.Assertions.assertThrows(
              IOException.class, () -> kind.open(loop, taken, this::handle));
      assertFalse(refusal.getMessage().isEmpty());
    }
  }

  private UdpSocket open(Kind kind, InetAddress address) throws IOException {
    UdpSocket socket = kind.open(loop, new InetSocketAddress(address, 0), this::handle);
    loop.run(socket::start);
    return socket;
  }

  private void handle(
      UdpSocket socket, InetSocketAddress source, byte[] data, int length, long arrivalNanos) {
    received.add(new Received(source, Arrays.copyOf(data, length)));
  }

  private static int send(UdpSocket socket, byte[] data, DatagramSocket to) {
    byte[] shifted = new byte[data.length + 3];
    System.arraycopy(data, 0, shifted, 3, data.length);
    return socket.send(
        shifted,
        3,
        data.length,
        socket.destination((InetSocketAddress) to.getLocalSocketAddress()),
        (memory, offset, length) -> length);
  }

  private static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (seed * 31 + i);
    }
    return bytes;
  }
}
