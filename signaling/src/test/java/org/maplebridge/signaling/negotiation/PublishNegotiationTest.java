package org.maplebridge.signaling.negotiation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.SourceKind;

class PublishNegotiationTest {
  private static final List<Codec> VP8_FIRST = List.of(Codec.VP8, Codec.H264);
  private static final List<OfferedSource> THREE =
      List.of(
          new OfferedSource("0", SourceKind.MICROPHONE, true),
          new OfferedSource("1", SourceKind.CAMERA, true),
          new OfferedSource("2", SourceKind.SCREEN, true));

  private final AtomicInteger ids = new AtomicInteger();

  private PublishNegotiation read(String sdp, List<OfferedSource> named, List<Codec> codecs) {
    return PublishNegotiation.read(sdp, named, () -> "s" + ids.incrementAndGet(), codecs);
  }

  private String problem(String sdp, List<OfferedSource> named) {
    return assertThrows(ProblemException.class, () -> read(sdp, named, VP8_FIRST)).problem().id();
  }

  @Test
  void understandsChromium() {
    PublishNegotiation plan = read(Fixtures.chromium(), THREE, VP8_FIRST);
    assertEquals("JJ45", plan.remote().ufrag());
    assertEquals("pE7f/GxV0vdkcjGK+oBsu7OV", plan.remote().password());
    assertEquals("sha-256", plan.remote().fingerprint().algorithm());
    assertTrue(plan.remote().fingerprint().value().startsWith("87:F6:F2:D2"));
    assertTrue(plan.remote().activeDtls());
    assertEquals(
        List.of(
            new PublishedSource(
                "s1",
                org.maplebridge.bridge.api.SourceKind.MICROPHONE,
                "0",
                Codec.OPUS,
                111,
                Optional.empty(),
                Optional.of(63),
                List.of(1494642125L),
                List.of(),
                List.of(),
                new ExtensionIds(4, 1, 2, 3)),
            new PublishedSource(
                "s2",
                org.maplebridge.bridge.api.SourceKind.CAMERA,
                "1",
                Codec.VP8,
                96,
                Optional.of(97),
                Optional.empty(),
                List.of(1194440370L),
                List.of(1472557686L),
                List.of(),
                new ExtensionIds(4, 0, 2, 3, 10, 11)),
            new PublishedSource(
                "s3",
                org.maplebridge.bridge.api.SourceKind.SCREEN,
                "2",
                Codec.VP8,
                96,
                Optional.of(97),
                Optional.empty(),
                List.of(2430606346L),
                List.of(854519683L),
                List.of(),
                new ExtensionIds(4, 0, 2, 3, 10, 11))),
        plan.sources());
  }

  @Test
  void answersIceLiteWithOneCodecPerLine() {
    String answer = read(Fixtures.chromium(), THREE, VP8_FIRST).answer(Fixtures.LOCAL);
    assertTrue(answer.contains("a=group:BUNDLE 0 1 2\r\na=ice-lite\r\n"), answer);
    assertTrue(answer.contains("m=audio 9 UDP/TLS/RTP/SAVPF 63 111\r\n"), answer);
    assertEquals(2, count(answer, "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n"));
    assertEquals(3, count(answer, "a=setup:passive\r\n"));
    assertEquals(3, count(answer, "a=recvonly\r\n"));
    assertEquals(3, count(answer, "a=rtcp-mux\r\n"));
    assertEquals(1, count(answer, "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\r\n"));
    assertTrue(answer.contains("a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n"));
    assertTrue(answer.contains("a=rtcp-fb:96 nack pli\r\n"));
    assertFalse(answer.contains("a=rtcp-fb:111 nack"), "was not offered");
    assertFalse(answer.contains("goog-remb"));
  }

  @Test
  void tellsWhatThePathCarriesToWhomNothingElseIsTold() {
    PublishNegotiation chromium = read(Fixtures.chromium(), THREE, VP8_FIRST);
    assertFalse(chromium.asksMaximum());
    String older = Fixtures.chromium().replaceAll("a=rtcp-fb:\\d+ transport-cc\r\n", "");
    PublishNegotiation plan = read(older, THREE, VP8_FIRST);
    assertTrue(plan.asksMaximum());
    assertEquals(2, count(plan.answer(Fixtures.LOCAL), "a=rtcp-fb:96 goog-remb\r\n"));
  }

  @Test
  void prefersH264WhereAskedTo() {
    PublishNegotiation plan =
        read(Fixtures.chromium(), THREE.subList(0, 2), List.of(Codec.H264, Codec.VP8));
    PublishedSource camera = plan.source("1").orElseThrow();
    assertEquals(Codec.H264, camera.codec());
    assertEquals(102, camera.payloadType());
    assertEquals(Optional.of(103), camera.rtxPayloadType());
    String answer = plan.answer(Fixtures.LOCAL);
    assertTrue(answer.contains("a=group:BUNDLE 0 1\r\n"));
    // The line that was not named is rejected (RFC 9429 section 5.3.1).
    assertTrue(answer.contains("m=video 0 "));
  }

  @Test
  void takesH264WhereVp8IsMissing() {
    String sdp = Fixtures.chromium().replace("VP8/90000", "VP10/90000");
    assertEquals(Codec.H264, read(sdp, THREE, VP8_FIRST).source("1").orElseThrow().codec());
  }

  private static String withSimulcast(String lines) {
    return Fixtures.chromium().replace("a=ssrc-group:FID 1194440370 1472557686\r\n", lines);
  }

  @Test
  void takesSimulcastByRid() {
    String sdp = withSimulcast("a=rid:l send\r\na=rid:h send\r\na=simulcast:send l;~h\r\n");
    PublishNegotiation plan = read(sdp, THREE, VP8_FIRST);
    PublishedSource camera = plan.source("1").orElseThrow();
    assertEquals(List.of("l", "h"), camera.rids());
    assertEquals(List.of(), camera.ssrcs());
    String answer = plan.answer(Fixtures.LOCAL);
    assertTrue(answer.contains("a=rid:l recv\r\na=rid:h recv\r\na=simulcast:recv l;h\r\n"), answer);
    assertTrue(answer.contains("a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"));
  }

  @Test
  void declinesSimulcastItCannotFollow() {
    for (String lines :
        List.of(
            "a=rid:l send\r\na=simulcast:send l;h\r\n",
            "a=rid:l send\r\na=rid:h send\r\na=simulcast:recv l;h\r\n",
            "a=rid:l send\r\na=rid:h recv\r\na=simulcast:send l;h\r\n",
            "a=rid:1 send\r\na=rid:2 send\r\na=rid:3 send\r\na=rid:4 send\r\na=rid:5 send\r\n"
                + "a=simulcast:send 1;2;3;4;5\r\n")) {
      PublishNegotiation plan = read(withSimulcast(lines), THREE, VP8_FIRST);
      assertEquals(List.of(), plan.source("1").orElseThrow().rids(), lines);
      assertFalse(plan.answer(Fixtures.LOCAL).contains("simulcast"));
    }
  }

  @Test
  void becomesTheDtlsClientOfAPassivePeer() {
    String sdp = Fixtures.chromium().replace("a=setup:actpass", "a=setup:passive");
    PublishNegotiation plan = read(sdp, THREE, VP8_FIRST);
    assertFalse(plan.remote().activeDtls());
    assertEquals(3, count(plan.answer(Fixtures.LOCAL), "a=setup:active\r\n"));
  }

  @Test
  void refusesWhatHasNoCodecInCommon() {
    String sdp = Fixtures.chromium().replace("opus/48000/2", "speex/48000/2");
    assertEquals("negotiation.unsupported", problem(sdp, THREE));
  }

  @Test
  void refusesSourcesThatAreNotThere() {
    String sdp = Fixtures.chromium();
    OfferedSource missing = new OfferedSource("9", SourceKind.CAMERA, true);
    OfferedSource crossed = new OfferedSource("0", SourceKind.CAMERA, true);
    OfferedSource twice = new OfferedSource("1", SourceKind.SCREEN, true);
    assertEquals("negotiation.malformed", problem(sdp, List.of(missing)));
    assertEquals("negotiation.malformed", problem(sdp, List.of(crossed)));
    assertEquals("negotiation.malformed", problem(sdp, List.of(THREE.get(1), twice)));
    assertEquals("negotiation.malformed", problem(sdp, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "v=1",
        "v=0\r\nm=audio",
        "v=0\r\nm=audio 99999 UDP/TLS/RTP/SAVPF 111",
        "v=0\r\nm=audio -1 UDP/TLS/RTP/SAVPF 111",
        "v=0\r\nnonsense",
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 63 111\r\na=mid:0",
      })
  void refusesNonsense(String sdp) {
    assertEquals("negotiation.malformed", problem(sdp, THREE.subList(0, 1)));
  }

  @Test
  void refusesTheEndless() {
    assertEquals("negotiation.malformed", problem("v=0" + "\r\na=x".repeat(50_000), THREE));
    assertEquals("negotiation.malformed", problem("v=0" + "\r\nm=audio 9 X 0".repeat(500), THREE));
  }

  @Test
  void survivesAnyDamage() {
    Random random = new Random(4566);
    String good = Fixtures.chromium();
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      StringBuilder bad = new StringBuilder(good);
      for (int j = 0; j < 20; j++) {
        bad.setCharAt(random.nextInt(4_000), (char) random.nextInt(128));
      }
      try {
        read(bad.toString(), THREE, VP8_FIRST).answer(Fixtures.LOCAL);
      } catch (ProblemException e) {
        refused++;
      }
    }
    assertTrue(refused > 100, "damage that is never noticed");
  }

  static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
