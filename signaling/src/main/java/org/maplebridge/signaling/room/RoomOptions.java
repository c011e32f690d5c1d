package org.maplebridge.signaling.room;

import java.time.ZoneId;
import java.util.List;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.signaling.ice.IceServers;

/**
 * How rooms are set up.
 *
 * @param consentVersion version of the text people consent to being recorded under
 * @param iceServers what clients are told to try besides the bridge itself
 * @param videoCodecs accepted from browsers, the preferred one first
 * @param zone of the times people are shown
 */
public record RoomOptions(
    String consentVersion, IceServers iceServers, List<Codec> videoCodecs, ZoneId zone) {

  public RoomOptions {
    videoCodecs = List.copyOf(videoCodecs);
  }

  /** Consent text {@code recording-1}, VP8 before H.264, Asia/Shanghai. */
  public static RoomOptions with(IceServers iceServers) {
    return new RoomOptions(
        "recording-1", iceServers, List.of(Codec.VP8, Codec.H264), ZoneId.of("Asia/Shanghai"));
  }
}
