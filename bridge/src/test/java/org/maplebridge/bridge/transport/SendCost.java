package org.maplebridge.bridge.transport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;
import org.maplebridge.bridge.transport.srtp.SrtpProfile;
import org.maplebridge.bridge.transport.srtp.SrtpSession;
import org.maplebridge.bridge.transport.udp.DatagramSealer;
import org.maplebridge.bridge.transport.udp.Destination;
import org.maplebridge.bridge.transport.udp.UdpPort;
import org.maplebridge.bridge.transport.udp.UdpSocket;

/**
 * Measures what one packet to one receiver costs: copy, encryption, and the way through the kernel
 * to a socket on the same machine. A program to run by hand; it asserts nothing.
 */
final class SendCost {

  private static final int RECEIVERS = 120;
  private static final int PACKETS_PER_BURST = 4;
  private static final int PACKET_BYTES = 1040;
  private static final int ROUND = 400;

  private final byte[] packet = new byte[PACKET_BYTES];
  private final List<DatagramSealer> sealers = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final List<Destination> receivers = new ArrayList<>();
  private final MediaLoop loop = MediaLoop.start(0, System::nanoTime);
  private UdpSocket socket;
  private int sequence;
  private boolean encrypts = true;
  private long refused;

  public static void main(String[] arguments) throws Exception {
    for (SrtpProfile profile : SrtpProfile.values()) {
      new SendCost().measure(profile);
    }
  }

  private void measure(SrtpProfile profile) throws Exception {
    Random random = new Random(1);
    List<DatagramSocket> sinks = new ArrayList<>();
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    for (int i = 0; i < RECEIVERS; i++) {
      DatagramSocket sink = new DatagramSocket(0, loopback);
      sink.setReceiveBufferSize(4096);
      sinks.add(sink);
      addresses.add(new InetSocketAddress(loopback, sink.getLocalPort()));
      byte[] material = new byte[SrtpKeys.materialLength(profile)];
      random.nextBytes(material);
      SrtpSession session = new SrtpSession(new SrtpKeys(profile, material, false));
      sealers.add(session.rtpSealer().orElseThrow());
    }
    ByteBuffer.wrap(packet).put((byte) 0x80).put((byte) 96).putShort((short) 0).putInt(0);
    try (UdpPort port = UdpPort.open(loop, List.of(loopback), 0, (s, a, d, l, t) -> {})) {
      loop.eventLoop().submit(() -> connect(port.sockets().getFirst())).get();
      for (int round = 0; round < 6; round++) {
        report(profile + " round " + round);
      }
      encrypts = false;
      report(profile + " without encryption");
    }
    loop.close();
    sinks.forEach(DatagramSocket::close);
  }

  private void connect(UdpSocket opened) {
    socket = opened;
    addresses.forEach(address -> receivers.add(opened.destination(address)));
  }

  private void report(String what) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] spent =
        loop.eventLoop()
            .submit(
                () -> {
                  long cpu = threads.getCurrentThreadCpuTime();
                  long user = threads.getCurrentThreadUserTime();
                  long bytes = threads.getCurrentThreadAllocatedBytes();
                  for (int i = 0; i < ROUND; i++) {
                    burst();
                    loop.endBurst();
                  }
                  return new long[] {
                    threads.getCurrentThreadCpuTime() - cpu,
                    threads.getCurrentThreadUserTime() - user,
                    threads.getCurrentThreadAllocatedBytes() - bytes
                  };
                })
            .get();
    double packets = (double) ROUND * RECEIVERS * PACKETS_PER_BURST;
    System.out.printf(
        "%s: %.2f us per packet, %.2f of them in user mode, %.0f bytes allocated, %d refused%n",
        what, spent[0] / packets / 1e3, spent[1] / packets / 1e3, spent[2] / packets, refused);
  }

  private void burst() {
    for (int p = 0; p < PACKETS_PER_BURST; p++) {
      sequence++;
      packet[2] = (byte) (sequence >> 8);
      packet[3] = (byte) sequence;
      for (int i = 0; i < RECEIVERS; i++) {
        int sent =
            socket.send(
                packet,
                0,
                PACKET_BYTES,
                receivers.get(i),
                encrypts ? sealers.get(i) : (memory, offset, length) -> length + 16);
        if (sent <= 0) {
          refused++;
        }
      }
    }
  }
}
