package org.maplebridge.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.signaling.negotiation.IngestOffer;
import org.maplebridge.signaling.negotiation.PublishNegotiation;
import org.maplebridge.signaling.negotiation.ReceiveNegotiation;
import org.maplebridge.signaling.negotiation.WatchNegotiation;
import org.maplebridge.signaling.protocol.ProblemException;

/** Descriptions as offers to send, offers to receive and answers: understood, or refused. */
final class SdpFuzz {
  private static final LocalTransport LOCAL =
      new LocalTransport(
          "abcdefgh",
          "abcdefghijklmnopqrstuvwx",
          new Fingerprint("sha-256", "00:11:22"),
          List.of(new HostCandidate("1", "udp", 1, "192.0.2.1", 4000)));
  private static final List<SourceInfo> SOURCES =
      List.of(
          new SourceInfo("s1", "p1", SourceKind.MICROPHONE, Codec.OPUS),
          new SourceInfo("s2", "p1", SourceKind.CAMERA, Codec.VP8),
          new SourceInfo("s3", "p2", SourceKind.CAMERA, Codec.H264));

  private SdpFuzz() {}

  static void take(byte[] data) {
    String sdp = new String(data, StandardCharsets.UTF_8);
    refusable(
        () ->
            PublishNegotiation.read(
                    sdp, IngestOffer.sources(sdp), () -> "id", List.of(Codec.VP8, Codec.H264))
                .answer(LOCAL));
    refusable(() -> watch(sdp));
    refusable(() -> answer(sdp));
  }

  private static void watch(String sdp) {
    long[] next = {1};
    WatchNegotiation negotiation = WatchNegotiation.read(sdp, () -> next[0]++);
    negotiation.want(SOURCES);
    negotiation.added();
    negotiation.answer(LOCAL);
    FuzzTarget.require(negotiation.want(SOURCES).isEmpty(), "a source is given up");
    FuzzTarget.require(negotiation.added().isEmpty(), "a source is carried twice");
  }

  private static void answer(String sdp) {
    long[] next = {1};
    ReceiveNegotiation negotiation = new ReceiveNegotiation(LOCAL, () -> next[0]++, () -> 1);
    negotiation.want(SOURCES);
    negotiation.next();
    negotiation.answer(1, sdp);
  }

  /** A refusal with a problem's id is what a description out of order gets. */
  private static void refusable(Runnable work) {
    try {
      work.run();
    } catch (ProblemException refusal) {
      FuzzTarget.require(refusal.problem().status() < 500, "refused as our own fault");
    }
  }
}
