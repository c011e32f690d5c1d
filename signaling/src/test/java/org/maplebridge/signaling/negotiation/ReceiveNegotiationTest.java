package org.maplebridge.signaling.negotiation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.signaling.protocol.ProblemException;

class ReceiveNegotiationTest {
  private static final SourceInfo MIC = source("am", "a", SourceKind.MICROPHONE, Codec.OPUS);
  private static final SourceInfo CAM = source("ac", "a", SourceKind.CAMERA, Codec.VP8);
  private static final SourceInfo CAM2 = source("bc", "b", SourceKind.CAMERA, Codec.H264);

  private final AtomicLong random = new AtomicLong(99);
  private final AtomicInteger epochs = new AtomicInteger();
  private final ReceiveNegotiation negotiation =
      new ReceiveNegotiation(Fixtures.LOCAL, random::incrementAndGet, epochs::incrementAndGet);

  private static SourceInfo source(String id, String owner, SourceKind kind, Codec codec) {
    return new SourceInfo(id, owner, kind, codec);
  }

  /** What a browser makes of an offer: receives what is sent, is the DTLS client. */
  private static String answer(String offer) {
    return offer
        .replace("a=sendonly", "a=recvonly")
        .replace("a=setup:actpass", "a=setup:active")
        .replaceAll("a=(ssrc|msid|candidate|ssrc-group|ice-lite)[^\r]*\r\n", "");
  }

  private ReceiveNegotiation.Offer next() {
    return negotiation.next().orElseThrow();
  }

  private List<SubscriptionSpec> settle(ReceiveNegotiation.Offer offer) {
    return negotiation.answer(offer.epoch(), answer(offer.sdp())).orElseThrow().subscriptions();
  }

  @Test
  void comesUpBeforeThereIsAnybodyToHear() {
    ReceiveNegotiation.Offer offer = next();
    assertEquals(List.of(), offer.sources());
    assertTrue(offer.sdp().contains("m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\n"));
    assertTrue(offer.sdp().contains("a=inactive\r\n"));
    assertTrue(offer.sdp().contains("a=setup:actpass\r\n"));
    assertEquals(List.of(), settle(offer));
    assertEquals(Optional.empty(), negotiation.next());
  }

  @Test
  void givesEachSourceALineOfItsOwn() {
    assertEquals(List.of(), negotiation.want(List.of(MIC, CAM, CAM2)));
    ReceiveNegotiation.Offer offer = next();
    assertEquals(
        List.of("0 am", "1 ac", "2 bc"),
        offer.sources().stream().map(s -> s.mid() + " " + s.sourceId()).toList());
    assertTrue(offer.sdp().contains("a=msid:a am\r\n"));
    assertTrue(offer.sdp().contains("a=msid:a ac\r\n"));
    assertTrue(offer.sdp().contains("a=group:BUNDLE 0 1 2\r\n"));
    List<SubscriptionSpec> specs = settle(offer);
    assertEquals(List.of("am", "ac", "bc"), specs.stream().map(s -> s.sourceId()).toList());
    assertEquals(3, specs.stream().map(SubscriptionSpec::ssrc).distinct().count());
    assertEquals(Optional.of(97), specs.get(1).rtxPayloadType());
    assertEquals(Optional.of(99), specs.get(2).rtxPayloadType());
  }

  @Test
  void declaresThePrimaryStreamBeforeItsRetransmissions() {
    negotiation.want(List.of(CAM));
    ReceiveNegotiation.Offer offer = next();
    SubscriptionSpec spec = settle(offer).getFirst();
    int primary = offer.sdp().indexOf("a=ssrc:" + spec.ssrc() + " ");
    int rtx = offer.sdp().indexOf("a=ssrc:" + spec.rtxSsrc() + " ");
    assertTrue(0 < primary && primary < rtx, offer.sdp());
  }

  @Test
  void reusesALineOnlyAfterItWasInactive() {
    negotiation.want(List.of(MIC, CAM));
    settle(next());
    assertEquals(List.of("ac"), negotiation.want(List.of(MIC)));
    ReceiveNegotiation.Offer without = next();
    assertEquals(1, without.sources().size());
    assertEquals(1, PublishNegotiationTest.count(without.sdp(), "a=inactive\r\n"));
    settle(without);
    negotiation.want(List.of(MIC, CAM2));
    ReceiveNegotiation.Offer with = next();
    assertEquals("1", with.sources().getLast().mid());
    assertEquals(2, PublishNegotiationTest.count(with.sdp(), "\r\nm="));
    assertEquals(List.of("bc"), settle(with).stream().map(s -> s.sourceId()).toList());
  }

  @Test
  void swapInOneStepTakesANewLine() {
    negotiation.want(List.of(MIC, CAM));
    settle(next());
    assertEquals(List.of("ac"), negotiation.want(List.of(MIC, CAM2)));
    ReceiveNegotiation.Offer offer = next();
    assertEquals("2", offer.sources().getLast().mid());
    settle(offer);
  }

  @Test
  void keepsOneOfferOpenAndIgnoresOldAnswers() {
    negotiation.want(List.of(MIC));
    ReceiveNegotiation.Offer first = next();
    negotiation.want(List.of(MIC, CAM));
    assertEquals(Optional.empty(), negotiation.next());
    assertEquals(List.of("am"), settle(first).stream().map(s -> s.sourceId()).toList());
    ReceiveNegotiation.Offer second = next();
    assertNotEquals(first.epoch(), second.epoch());
    assertEquals(Optional.empty(), negotiation.answer(first.epoch(), answer(first.sdp())));
    assertEquals(List.of("ac"), settle(second).stream().map(s -> s.sourceId()).toList());
  }

  @Test
  void doesNotSubscribeWhatTheClientDeclines() {
    negotiation.want(List.of(MIC, CAM2));
    ReceiveNegotiation.Offer offer = next();
    String answer =
        answer(offer.sdp()).replace("m=video 9", "m=video 0").replace("H264/90000", "AV1/90000");
    assertEquals(
        List.of("am"),
        negotiation.answer(offer.epoch(), answer).orElseThrow().subscriptions().stream()
            .map(s -> s.sourceId())
            .toList());
  }

  @Test
  void refusesNonsenseAndStaysUsable() {
    negotiation.want(List.of(MIC));
    ReceiveNegotiation.Offer offer = next();
    assertThrows(ProblemException.class, () -> negotiation.answer(offer.epoch(), "hello"));
    assertThrows(ProblemException.class, () -> negotiation.answer(offer.epoch(), "v=0\r\n"));
    assertFalse(settle(offer).isEmpty());
  }

  @Test
  void anAnswerToAFormerConnectionIsNotTakenForOneToThis() {
    negotiation.want(List.of(MIC));
    ReceiveNegotiation.Offer former = negotiation.next().orElseThrow();
    ReceiveNegotiation next =
        new ReceiveNegotiation(Fixtures.LOCAL, random::incrementAndGet, epochs::incrementAndGet);
    next.want(List.of(MIC));
    ReceiveNegotiation.Offer offer = next.next().orElseThrow();
    assertTrue(offer.first());
    assertEquals(Optional.empty(), next.answer(former.epoch(), answer(former.sdp())));
    assertTrue(next.answer(offer.epoch(), answer(offer.sdp())).isPresent());
  }
}
