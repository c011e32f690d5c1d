package org.maplebridge.bench.client;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;

/**
 * libwebrtc without devices, for all participants of this process. Two factories: the audio device
 * module that drives the playing of what is received also captures silence, and would feed it into
 * a sender beside the participant's own sound; so what is sent has a module that does nothing.
 */
public final class Engine implements AutoCloseable {
  private final HeadlessAudioDeviceModule playing = new HeadlessAudioDeviceModule();
  private final AudioDeviceModule silent = new AudioDeviceModule(AudioLayer.kDummyAudio);
  private final PeerConnectionFactory receivers;
  private final PeerConnectionFactory senders;

  public Engine() {
    receivers = new PeerConnectionFactory(playing);
    senders = new PeerConnectionFactory(silent);
  }

  RTCPeerConnection receiver(PeerConnectionObserver observer) {
    return receivers.createPeerConnection(configuration(), observer);
  }

  RTCPeerConnection sender(PeerConnectionObserver observer) {
    return senders.createPeerConnection(configuration(), observer);
  }

  AudioTrack audioTrack(String label, CustomAudioSource source) {
    return senders.createAudioTrack(label, source);
  }

  VideoTrack videoTrack(String label, CustomVideoSource source) {
    return senders.createVideoTrack(label, source);
  }

  private static RTCConfiguration configuration() {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    configuration.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
    return configuration;
  }

  @Override
  public void close() {
    senders.dispose();
    receivers.dispose();
    silent.dispose();
    playing.dispose();
  }
}
