package org.maplebridge.signaling.room;

import java.time.ZoneId;
import java.util.List;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.signaling.protocol.IceServer;

/**
 * How rooms are set up.
 *
 * @param consentVersion version of the text people consent to being recorded under
 * @param iceServers told to browsers
 * @param videoCodecs accepted from browsers, the preferred one first
 * @param zone of the times people are shown
 */
public record RoomOptions(
    String consentVersion, List<IceServer> iceServers, List<Codec> videoCodecs, ZoneId zone) {

  public RoomOptions {
    iceServers = List.copyOf(iceServers);
    videoCodecs = List.copyOf(videoCodecs);
  }

  /** Consent text {@code recording-1}, no ICE servers, VP8 before H.264, Asia/Shanghai. */
  public static RoomOptions defaults() {
    return new RoomOptions(
        "recording-1", List.of(), List.of(Codec.VP8, Codec.H264), ZoneId.of("Asia/Shanghai"));
  }
}
