package org.maplebridge.bridge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.RemoteTransport;

/** libwebrtc, and strangers, at the TCP port of a bridge with two loops. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TcpTransportIT {

  private final RecordingListener listener = new RecordingListener();
  private TransportPorts ports;
  private TransportHub hub;
  private WebRtcPeer peer;

  @BeforeEach
  void open() throws Exception {
    ports =
        TransportPorts.open(
            new BridgeConfig(
                List.of("127.0.0.1"),
                0,
                2,
                BridgeConfig.SPREAD_PERMILLE,
                List.of(),
                Optional.empty()));
    // Not the first, so that a connection has to find its loop
    hub = ports.hubs().getLast();
    peer = new WebRtcPeer();
  }

  @AfterEach
  void close() {
    ports.close();
    peer.close();
    ports.hubs().forEach(h -> assertEquals(0, h.loop().failedTasks()));
  }

  @Test
  void mediaFlowsBothWaysOverTcpAlone() throws Exception {
    Transport transport = connectByTcp();
    listener.awaitConnected();
    while (peer.packetsReceived() < 20) {
      byte[] received = listener.awaitRtp();
      int length = received.length;
      byte[] echo = Arrays.copyOf(received, length + Transport.TAIL_ROOM);
      ByteBuffer.wrap(echo).putInt(8, WebRtcPeer.ECHO_SSRC);
      onLoop(
          () -> {
            transport.sendRtp(echo, 0, length);
            return null;
          });
    }
    assertEquals(0, hub.counters().get(TransportCounter.DROPPED_SRTP_UNAUTHENTICATED));
    assertTrue(ports.counters().getOrDefault("bridge_transport_tcp_accepted_total", 0L) >= 1);
    assertEquals(0, ports.counters().get("bridge_transport_tcp_refused_total"));
  }

  @Test
  void ourGoodbyeEndsTheTcpConnectionToo() throws Exception {
    Transport transport = connectByTcp();
    listener.awaitConnected();
    peer.connected().get(20, TimeUnit.SECONDS);
    onLoop(
        () -> {
          transport.close(CloseReason.CLOSED);
          return null;
        });
    assertEquals(CloseReason.CLOSED, listener.awaitClosed());
    peer.over().get(20, TimeUnit.SECONDS);
  }

  @Test
  void aStrangerGetsNotOneByte() throws Exception {
    assertEquals("", answerTo(new byte[] {'G', 'E', 'T', ' ', '/', '\r', '\n', '\r', '\n'}));
    assertEquals("", answerTo(new byte[] {0, 0, 0, 0}));
    assertEquals("", answerTo(new byte[] {0, 4, 0, 1, 0, 0}));
    assertEquals(3, ports.counters().get("bridge_transport_tcp_refused_total"));
  }

  @Test
  void silentConnectionsAreBoundedAndKeepNobodyOut() throws Exception {
    Socket[] silent = new Socket[300];
    try {
      for (int i = 0; i < silent.length; i++) {
        silent[i] = new Socket(InetAddress.ofLiteral("127.0.0.1"), tcpPort());
      }
      // 256 may wait, and the eldest of them make room for somebody who has something to say.
      connectByTcp();
      listener.awaitConnected();
      assertTrue(ports.counters().getOrDefault("bridge_transport_tcp_refused_total", 0L) >= 44);
    } finally {
      for (Socket socket : silent) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }

  private String answerTo(byte[] request) throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), tcpPort())) {
      socket.getOutputStream().write(request);
      return new String(new DataInputStream(socket.getInputStream()).readAllBytes());
    } catch (IOException e) {
      // A reset is no byte either
      return "";
    }
  }

  private int tcpPort() throws Exception {
    return tcpCandidates(
            onLoop(() -> hub.create("probe", new RecordingListener())).local().candidates())
        .getFirst()
        .port();
  }

  private Transport connectByTcp() throws Exception {
    Transport transport = onLoop(() -> hub.create("endpoint", listener));
    RemoteTransport remote = peer.remote(true);
    onLoop(
        () -> {
          transport.connect(remote);
          return null;
        });
    peer.answer(transport.local(), true, tcpCandidates(transport.local().candidates()));
    return transport;
  }

  private static List<HostCandidate> tcpCandidates(List<HostCandidate> all) {
    return all.stream().filter(c -> c.protocol().equals("tcp")).toList();
  }

  private <T> T onLoop(Callable<T> call) throws Exception {
    return hub.loop().eventLoop().submit(call).get(10, TimeUnit.SECONDS);
  }
}
