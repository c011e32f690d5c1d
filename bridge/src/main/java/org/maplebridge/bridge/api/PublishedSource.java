package org.maplebridge.bridge.api;

import java.util.List;
import java.util.Optional;

/**
 * A source as its sender declares it in the offer.
 *
 * @param sourceId unguessable, unique in the bridge
 * @param kind microphone, camera or screen
 * @param mid the BUNDLE media id (RFC 9143), for packets whose SSRC is not declared
 * @param codec the one codec the answer accepts
 * @param payloadType RTP payload type the sender uses for {@code codec}, 0 to 127
 * @param rtxPayloadType payload type of its RTX stream (RFC 4588)
 * @param redPayloadType payload type of RED around it (RFC 2198), audio only
 * @param ssrcs primary SSRCs if declared; empty where only the MID tells
 * @param rtxSsrcs the RTX SSRC of each primary, in the same order, or empty
 * @param rids the encodings of simulcast by restriction identifier (RFC 8851), the smallest picture
 *     first; empty without simulcast
 * @param extensions negotiated RTP header extension ids (RFC 8285)
 */
public record PublishedSource(
    String sourceId,
    SourceKind kind,
    String mid,
    Codec codec,
    int payloadType,
    Optional<Integer> rtxPayloadType,
    Optional<Integer> redPayloadType,
    List<Long> ssrcs,
    List<Long> rtxSsrcs,
    List<String> rids,
    ExtensionIds extensions) {

  public PublishedSource {
    ssrcs = List.copyOf(ssrcs);
    rtxSsrcs = List.copyOf(rtxSsrcs);
    rids = List.copyOf(rids);
  }
}
