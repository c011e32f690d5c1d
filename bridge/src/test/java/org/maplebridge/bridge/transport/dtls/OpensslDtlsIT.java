package org.maplebridge.bridge.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;

/** OpenSSL's own program at the other end of the handshake. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OpensslDtlsIT {

  @TempDir Path folder;

  private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
  private final Told told = new Told();
  private DatagramSocket socket;
  private Fingerprint peersFingerprint;

  @BeforeEach
  void makePeer() throws Exception {
    socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    makeCertificate("ec -pkeyopt ec_paramgen_curve:P-256");
  }

  private void makeCertificate(String key) throws Exception {
    String command = "req -x509 -newkey " + key + " -nodes -subj /CN=peer -days 2";
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of("-keyout", file("key.pem"), "-out", file("cert.pem")));
    try (Openssl openssl = new Openssl(arguments)) {
      assertEquals(0, openssl.exitStatus());
    }
    try (InputStream pem = Files.newInputStream(folder.resolve("cert.pem"))) {
      byte[] der = CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded();
      peersFingerprint = CertificateFingerprint.of("sha-384", der);
    }
  }

  @AfterEach
  void close() {
    socket.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SRTP_AES128_CM_SHA1_80:SRTP_AEAD_AES_128_GCM, AEAD_AES_128_GCM, SRTP_AEAD_AES_128_GCM",
    "SRTP_AES128_CM_SHA1_32:SRTP_AES128_CM_SHA1_80, AES128_CM_HMAC_SHA1_80, SRTP_AES128_CM_SHA1_80",
  })
  void opensslAsClientAgreesOnOurBestProfile(String offered, String ours, String theirs)
      throws Exception {
    try (Openssl client = client("-use_srtp", offered, "-cert", "-key");
        DtlsSession session = serve(peersFingerprint)) {
      assertEquals(ours, told.keys.get(20, TimeUnit.SECONDS).profile().name());
      client.await("SRTP Extension negotiated, profile=" + theirs);
      client.await("Extended master secret: yes");
      client.say("Q");
      assertEquals(CloseReason.DTLS_CLOSED, told.ended.get(20, TimeUnit.SECONDS));
      assertTrue(session.isEnded() || !session.offer(new byte[1], 1));
    }
  }

  /** As GStreamer's DTLS has one. */
  @Test
  void aPeerMayHaveAnRsaKey() throws Exception {
    makeCertificate("rsa:2048");
    try (Openssl client = client("-use_srtp", "SRTP_AES128_CM_SHA1_80", "-cert", "-key");
        DtlsSession session = serve(peersFingerprint)) {
      assertEquals("AES128_CM_HMAC_SHA1_80", told.keys.get(20, TimeUnit.SECONDS).profile().name());
      client.await("SRTP Extension negotiated");
      assertFalse(session.isEnded());
    }
  }

  @Test
  void ourGoodbyeEndsOpenssl() throws Exception {
    try (Openssl client = client("-use_srtp", "SRTP_AEAD_AES_128_GCM", "-cert", "-key")) {
      DtlsSession session = serve(peersFingerprint);
      told.keys.get(20, TimeUnit.SECONDS);
      client.await("SRTP Extension negotiated");
      session.close();
      session.awaitEnd(10_000);
      assertEquals(CloseReason.DTLS_CLOSED, told.ended.get(20, TimeUnit.SECONDS));
      assertEquals(0, client.exitStatus());
    }
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    assertRefused(
        CloseReason.FINGERPRINT_MISMATCH,
        HandshakeFailure.FINGERPRINT,
        identity.fingerprint(),
        "-use_srtp",
        "SRTP_AEAD_AES_128_GCM",
        "-cert",
        "-key");
  }

  @Test
  void aClientWithoutUseSrtpIsRefused() throws Exception {
    assertRefused(
        CloseReason.DTLS_CLOSED, HandshakeFailure.SRTP_PROFILE, peersFingerprint, "-cert", "-key");
  }

  @Test
  void aClientWithoutCertificateIsRefused() throws Exception {
    assertRefused(
        CloseReason.DTLS_CLOSED,
        HandshakeFailure.PROTOCOL,
        peersFingerprint,
        "-use_srtp",
        "SRTP_AEAD_AES_128_GCM");
  }

  /** Signed by nobody it trusts, as our certificate is. */
  @Test
  void aClientThatRefusesUsSaysSo() throws Exception {
    assertRefused(
        CloseReason.DTLS_CLOSED,
        HandshakeFailure.PEER_ALERT,
        peersFingerprint,
        "-use_srtp",
        "SRTP_AEAD_AES_128_GCM",
        "-verify_return_error");
  }

  @Test
  void aHandshakeThatWeEndIsAbandoned() throws Exception {
    try (Openssl client = client("-use_srtp", "SRTP_AEAD_AES_128_GCM", "-cert", "-key")) {
      DatagramPacket first = new DatagramPacket(new byte[2048], 2048);
      socket.receive(first);
      told.peer = first.getSocketAddress();
      DtlsSession session = DtlsSession.start("test", identity, peersFingerprint, false, told);
      session.close();
      assertEquals(CloseReason.DTLS_CLOSED, told.ended.get(20, TimeUnit.SECONDS), client::output);
      assertEquals(Optional.of(HandshakeFailure.ABANDONED), session.failure());
    }
  }

  private void assertRefused(
      CloseReason reason, HandshakeFailure failure, Fingerprint expected, String... options)
      throws Exception {
    try (Openssl client = client(options);
        DtlsSession session = serve(expected)) {
      assertEquals(reason, told.ended.get(20, TimeUnit.SECONDS), client::output);
      assertTrue(told.keys.isCompletedExceptionally());
      assertEquals(Optional.of(failure), session.failure());
      assertEquals(1, client.exitStatus());
      session.awaitEnd(10_000);
      assertTrue(session.isEnded());
    }
  }

  /** Starts a client; {@code -cert} and {@code -key} are given their files. */
  private Openssl client(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("s_client", "-dtls1_2", "-connect"));
    arguments.add("127.0.0.1:" + socket.getLocalPort());
    for (String option : options) {
      arguments.add(option);
      if (option.equals("-cert") || option.equals("-key")) {
        arguments.add(file(option.substring(1) + ".pem"));
      }
    }
    return new Openssl(arguments);
  }

  /** Runs our server on the socket, answering whoever speaks first. */
  private DtlsSession serve(Fingerprint expected) throws IOException {
    byte[] buffer = new byte[2048];
    DatagramPacket first = new DatagramPacket(buffer, buffer.length);
    socket.receive(first);
    told.peer = first.getSocketAddress();
    DtlsSession session = DtlsSession.start("test", identity, expected, false, told);
    session.offer(buffer, first.getLength());
    Thread.ofVirtual().start(() -> feed(session));
    return session;
  }

  private void feed(DtlsSession session) {
    byte[] buffer = new byte[2048];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        session.offer(buffer, packet.getLength());
      } catch (IOException e) {
        // Closed with the test, or the client is gone.
      }
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private final class Told implements DtlsListener {
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> ended = new CompletableFuture<>();
    private volatile SocketAddress peer;

    @Override
    public void onSend(byte[] datagram) {
      try {
        socket.send(new DatagramPacket(datagram, datagram.length, peer));
      } catch (IOException e) {
        // Lost, like any datagram.
      }
    }

    @Override
    public void onKeys(SrtpKeys agreed) {
      keys.complete(agreed);
    }

    @Override
    public void onEnded(CloseReason reason) {
      keys.completeExceptionally(new IllegalStateException(reason + " before keys"));
      ended.complete(reason);
    }
  }
}
