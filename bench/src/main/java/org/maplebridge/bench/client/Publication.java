package org.maplebridge.bench.client;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.maplebridge.bench.content.Media;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.SourceKind;

/** The connection a participant sends on: one microphone, one camera. */
final class Publication implements AutoCloseable {
  /** What browsers send of one voice. */
  private static final int AUDIO_MAX_BPS = 32_000;

  private final RTCPeerConnection connection;
  private final RTCRtpTransceiver audio;
  private final RTCRtpTransceiver video;
  private final MediaPump pump;

  Publication(Engine engine, Media media, String name) {
    CustomAudioSource audioSource = new CustomAudioSource();
    CustomVideoSource videoSource = new CustomVideoSource();
    AudioTrack microphone = engine.audioTrack("microphone", audioSource);
    VideoTrack camera = engine.videoTrack("camera", videoSource);
    connection = engine.sender((RTCIceCandidate candidate) -> {});
    audio = connection.addTransceiver(microphone, sendOnly(encoding(AUDIO_MAX_BPS, 1)));
    video = connection.addTransceiver(camera, sendOnly(encodings(media)));
    pump = new MediaPump(media, audioSource, videoSource, name);
  }

  String offer() {
    return Descriptions.offer(connection);
  }

  /** What each m-line of the offer carries; valid after {@link #offer}. */
  List<OfferedSource> sources() {
    return List.of(
        new OfferedSource(audio.getMid(), SourceKind.MICROPHONE, true),
        new OfferedSource(video.getMid(), SourceKind.CAMERA, true));
  }

  void accept(String answer) {
    Descriptions.accept(connection, answer);
  }

  /** Frames encoded and handed to the network so far. */
  long framesSent() {
    CompletableFuture<Long> sent = new CompletableFuture<>();
    connection.getStats(
        report ->
            sent.complete(
                report.getStats().values().stream()
                    .filter(stats -> stats.getType() == RTCStatsType.OUTBOUND_RTP)
                    .mapToLong(Publication::framesSent)
                    .sum()));
    return sent.orTimeout(5, TimeUnit.SECONDS).join();
  }

  /**
   * Tracks and sources go with the process: libwebrtc may still hold references when the connection
   * has closed, and disposing of them then is an error.
   */
  @Override
  public void close() {
    pump.close();
    connection.close();
  }

  private static long framesSent(RTCStats stats) {
    return stats.getAttributes().get("framesSent") instanceof Number frames
        ? frames.longValue()
        : 0;
  }

  /** The smallest first; libwebrtc names them by rids of its own (RFC 8852). */
  private static RTCRtpEncodingParameters[] encodings(Media media) {
    int[] bps = media.encodingsBps();
    RTCRtpEncodingParameters[] encodings = new RTCRtpEncodingParameters[bps.length];
    for (int i = 0; i < bps.length; i++) {
      encodings[i] = encoding(bps[i], 1 << (bps.length - 1 - i));
    }
    return encodings;
  }

  private static RTCRtpEncodingParameters encoding(int maxBps, int scaleDownBy) {
    RTCRtpEncodingParameters encoding = new RTCRtpEncodingParameters();
    encoding.maxBitrate = maxBps;
    encoding.active = true;
    if (scaleDownBy > 1) {
      encoding.scaleResolutionDownBy = (double) scaleDownBy;
    }
    return encoding;
  }

  private static RTCRtpTransceiverInit sendOnly(RTCRtpEncodingParameters... encodings) {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
    init.streamIds = List.of("self");
    init.sendEncodings = List.of(encodings);
    return init;
  }
}
