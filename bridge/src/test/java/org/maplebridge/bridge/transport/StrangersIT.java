package org.maplebridge.bridge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.transport.ice.StunBytes;

/** What comes uninvited to the port of a living call: it costs little, gets less, harms nobody. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StrangersIT {

  private static final int FLOOD = 2_000;

  /** So many datagrams at a time, that the kernel's queue loses none. */
  private static final int VOLLEY = 50;

  private final RecordingListener listener = new RecordingListener();
  private final Random random = new Random(7983);
  private LoopTransportHub hub;
  private WebRtcPeer peer;
  private Transport call;

  @BeforeEach
  void aCallIsUp() throws Exception {
    hub = Hubs.open(System::nanoTime);
    peer = new WebRtcPeer();
    RemoteTransport remote = peer.remote(true);
    call = create(remote, listener);
    peer.answer(call.local(), true, call.local().candidates());
    listener.awaitConnected();
    listener.awaitRtp();
  }

  @AfterEach
  void close() throws Exception {
    hub.close();
    peer.close();
    assertEquals(0, hub.loop().failedTasks());
  }

  @Test
  void whoGuessesThePortGetsNothing() throws Exception {
    try (Stranger stranger = new Stranger()) {
      flood(stranger, () -> StunBytes.check("nobody:here").fingerprint());
      flood(stranger, () -> record(22));
      flood(stranger, () -> bytes(0x80, 1_200));
      flood(stranger, () -> bytes(random.nextInt(256), random.nextInt(1_500)));
      assertEquals(0, stranger.heard());
    }
    assertTrue(count(TransportCounter.DROPPED_STUN_UNKNOWN_USER) >= FLOOD);
    assertTrue(count(TransportCounter.DROPPED_UNKNOWN_ADDRESS) >= 2 * FLOOD);
    assertEquals(1, count(TransportCounter.HANDSHAKES_STARTED));
    assertTheCallGoesOn();
  }

  /** The user name is no secret from whoever sees a check go by; the password is. */
  @Test
  void nobodyIsAnsweredWithMoreThanHeSent() throws Exception {
    String user = call.local().ufrag() + ":x";
    try (Stranger stranger = new Stranger()) {
      long sent =
          flood(stranger, () -> StunBytes.check(user).integrity("a guessed password").fingerprint())
              + flood(stranger, () -> StunBytes.check(user).fingerprint())
              + flood(
                  stranger,
                  () -> StunBytes.request().put(StunBytes.USERNAME, user.getBytes()).withLength(0));
      long heard = stranger.heard();
      assertTrue(heard > 0, "an honest mistake is told");
      assertTrue(heard < sent / 5, heard + " bytes came back for " + sent);
    }
    assertTrue(count(TransportCounter.DROPPED_STUN_FLOOD) > 0);
    assertTheCallGoesOn();
  }

  /** Tickets are easily had where anybody may be invited; handshakes are what costs. */
  @Test
  void handshakesBeyondTheLimitWait() throws Exception {
    int guests = LoopTransportHub.MAX_HANDSHAKES + 20;
    List<Stranger> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < guests; i++) {
        RemoteTransport silent =
            new RemoteTransport("x", "silentpassword", peer.remote(true).fingerprint(), false);
        LocalTransport local = create(silent, new RecordingListener()).local();
        Stranger stranger = new Stranger();
        strangers.add(stranger);
        stranger.send(
            StunBytes.check(local.ufrag() + ":x").integrity(local.password()).fingerprint());
      }
      while (count(TransportCounter.DROPPED_HANDSHAKE_FLOOD) < 20) {
        Thread.sleep(5);
      }
      assertTrue(count(TransportCounter.HANDSHAKES_STARTED) <= 1 + LoopTransportHub.MAX_HANDSHAKES);
      assertTheCallGoesOn();
    } finally {
      strangers.forEach(Stranger::close);
    }
  }

  private void assertTheCallGoesOn() throws Exception {
    listener.forgetRtp();
    for (int i = 0; i < 10; i++) {
      listener.awaitRtp();
    }
    assertEquals(0, failedHandshakes());
    assertTrue(onLoop(call::isConnected));
  }

  /** Sends a flood as fast as it is read, and tells its bytes. */
  private long flood(Stranger stranger, Callable<byte[]> datagram) throws Exception {
    long bytes = 0;
    for (int volley = 0; volley < FLOOD / VOLLEY; volley++) {
      long read = count(TransportCounter.DATAGRAMS_RECEIVED) + VOLLEY;
      for (int i = 0; i < VOLLEY; i++) {
        byte[] content = datagram.call();
        stranger.send(content);
        bytes += content.length;
      }
      while (count(TransportCounter.DATAGRAMS_RECEIVED) < read) {
        Thread.onSpinWait();
      }
    }
    return bytes;
  }

  /** A DTLS 1.2 record (RFC 6347 section 4.1) with nothing sensible in it. */
  private byte[] record(int contentType) {
    byte[] record = bytes(contentType, 200);
    record[1] = (byte) 0xFE;
    record[2] = (byte) 0xFD;
    return record;
  }

  private byte[] bytes(int first, int length) {
    byte[] content = new byte[Math.max(1, length)];
    random.nextBytes(content);
    content[0] = (byte) first;
    return content;
  }

  private Transport create(RemoteTransport remote, TransportListener told) throws Exception {
    return onLoop(
        () -> {
          Transport transport = hub.create("endpoint", told);
          transport.connect(remote);
          return transport;
        });
  }

  private long failedHandshakes() {
    return Arrays.stream(TransportCounter.values())
        .filter(counter -> counter.name().startsWith("HANDSHAKES_FAILED"))
        .mapToLong(this::count)
        .sum();
  }

  private long count(TransportCounter counter) {
    return hub.counters().get(counter);
  }

  private <T> T onLoop(Callable<T> call) throws Exception {
    return hub.loop().eventLoop().submit(call).get(10, TimeUnit.SECONDS);
  }

  /** A socket of the operating system's that knows the port and nothing else. */
  private final class Stranger implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));

    Stranger() throws IOException {
      socket.connect(InetAddress.ofLiteral("127.0.0.1"), hub.port());
      socket.setSoTimeout(200);
    }

    void send(byte[] content) throws IOException {
      socket.send(new DatagramPacket(content, content.length));
    }

    /** All bytes that came, once nothing more comes. */
    long heard() throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
      long bytes = 0;
      while (true) {
        try {
          socket.receive(packet);
        } catch (SocketTimeoutException quiet) {
          return bytes;
        }
        bytes += packet.getLength();
        packet.setLength(2_000);
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
