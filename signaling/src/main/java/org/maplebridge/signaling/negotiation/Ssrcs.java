package org.maplebridge.signaling.negotiation;

import java.util.List;
import java.util.Optional;

/**
 * The SSRCs a section declares (RFC 5576). Of several primaries only the first counts; the streams
 * of simulcast are told apart by rid.
 *
 * @param primary empty where the sender leaves it to the MID extension
 * @param rtx of the primary's retransmission stream
 */
record Ssrcs(Optional<Long> primary, Optional<Long> rtx) {
  private static final long MAX = 0xFFFF_FFFFL;

  static Ssrcs of(MediaSection section) {
    // Which encoding has which SSRC is told by the packets.
    if (section.has("simulcast")) {
      return new Ssrcs(Optional.empty(), Optional.empty());
    }
    Optional<Long> primary =
        section.values("ssrc").map(Ssrcs::leading).filter(s -> s >= 0 && s <= MAX).findFirst();
    Optional<Long> rtx =
        primary.flatMap(
            p ->
                section
                    .values("ssrc-group")
                    .map(v -> List.of(v.split(" ")))
                    .filter(v -> v.size() == 3 && v.getFirst().equals("FID"))
                    .filter(v -> Numbers.unsigned(v.get(1)) == p)
                    .map(v -> Numbers.unsigned(v.get(2)))
                    .filter(s -> s >= 0 && s <= MAX)
                    .findFirst());
    return new Ssrcs(primary, rtx);
  }

  private static long leading(String value) {
    return Numbers.unsigned(value.split(" ", 2)[0]);
  }
}
