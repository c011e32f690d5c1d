package org.maplebridge.signaling.negotiation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.SourceKind;

/** What an encoder's offer carries. */
class IngestOfferTest {

  @Test
  void aSectionOnlyInTheBundleCountsThoughItsPortIsZero() {
    String offer =
        "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:video0\r\na=sendonly\r\n"
            + "m=audio 0 UDP/TLS/RTP/SAVPF 100\r\na=bundle-only\r\na=mid:audio1\r\na=sendonly\r\n";
    assertEquals(
        List.of(
            new OfferedSource("video0", SourceKind.CAMERA, true),
            new OfferedSource("audio1", SourceKind.MICROPHONE, true)),
        IngestOffer.sources(offer));
    assertEquals(1, IngestOffer.sources(offer.replace("a=bundle-only\r\n", "")).size());
  }

  @Test
  void twoOfAKindAreRefused() {
    String camera = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:%s\r\na=sendonly\r\n";
    String two = "v=0\r\n" + camera.formatted("0") + camera.formatted("1");
    assertThrows(ProblemException.class, () -> IngestOffer.sources(two));
    assertThrows(ProblemException.class, () -> IngestOffer.sources("v=0\r\n"));
  }
}
