package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.SourceKind;

/** What an encoder's offer carries, which names nothing: one microphone, one camera. */
public final class IngestOffer {

  private IngestOffer() {}

  /**
   * The sources of an offer by its m-lines.
   *
   * @throws org.maplebridge.signaling.protocol.ProblemException {@code negotiation.malformed} when
   *     it sends nothing, or two of a kind (RFC 9725 section 4.4.2)
   */
  public static List<OfferedSource> sources(String sdp) {
    List<OfferedSource> sources = new ArrayList<>();
    for (MediaSection section : SessionDescription.read(sdp).sections()) {
      Optional<String> mid = section.value("mid");
      boolean sends =
          section.direction().equals("sendonly") || section.direction().equals("sendrecv");
      if (mid.isPresent() && sends && !section.isRejected()) {
        SourceKind kind = section.isAudio() ? SourceKind.MICROPHONE : SourceKind.CAMERA;
        sources.add(new OfferedSource(mid.get(), kind, true));
      }
    }
    if (sources.isEmpty()
        || sources.stream().map(OfferedSource::kind).distinct().count() < sources.size()) {
      throw Problems.refusal("negotiation.malformed");
    }
    return sources;
  }
}
