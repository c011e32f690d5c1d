package org.maplebridge.bridge.api;

import java.util.Optional;

/**
 * One receiver's view of one source, as our offer declares it.
 *
 * @param sourceId the source, of the same room
 * @param mid media id of its m-line on this connection
 * @param payloadType RTP payload type our offer gives the source's codec, 0 to 127
 * @param rtxPayloadType payload type of its RTX stream, where the answer accepted one
 * @param redPayloadType payload type of RED around the codec (RFC 2198), where the answer accepted
 *     it
 * @param ssrc SSRC we send it under, unique on this connection
 * @param rtxSsrc SSRC of its RTX stream; ignored without {@code rtxPayloadType}
 * @param extensions extension ids of this connection
 * @param lineName canonical name (RFC 3550 section 6.5.1) of a stream that goes on, under the same
 *     SSRC, with another source after this one; empty for one that ends with its source and bears
 *     the participant's name
 */
public record SubscriptionSpec(
    String sourceId,
    String mid,
    int payloadType,
    Optional<Integer> rtxPayloadType,
    Optional<Integer> redPayloadType,
    long ssrc,
    long rtxSsrc,
    ExtensionIds extensions,
    Optional<String> lineName) {}
