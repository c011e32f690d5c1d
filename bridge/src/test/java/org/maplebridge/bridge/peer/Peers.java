package org.maplebridge.bridge.peer;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** libwebrtc without devices, and its asynchronous steps as blocking calls. */
public final class Peers implements AutoCloseable {

  private final HeadlessAudioDeviceModule audio = new HeadlessAudioDeviceModule();
  private final PeerConnectionFactory factory;

  public Peers() {
    audio.initPlayout();
    audio.startPlayout();
    factory = new PeerConnectionFactory(audio);
  }

  RTCPeerConnection connection() {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    configuration.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
    return factory.createPeerConnection(configuration, (RTCIceCandidate candidate) -> {});
  }

  AudioTrack audioTrack(CustomAudioSource source) {
    return factory.createAudioTrack("microphone", source);
  }

  VideoTrack videoTrack(CustomVideoSource source) {
    return factory.createVideoTrack("camera", source);
  }

  static String offer(RTCPeerConnection connection) {
    Created created = new Created();
    connection.createOffer(new RTCOfferOptions(), created);
    return setLocal(connection, created.await());
  }

  static String answer(RTCPeerConnection connection, String offer) {
    setRemote(connection, RTCSdpType.OFFER, offer);
    Created created = new Created();
    connection.createAnswer(new RTCAnswerOptions(), created);
    return setLocal(connection, created.await());
  }

  static void accept(RTCPeerConnection connection, String answer) {
    setRemote(connection, RTCSdpType.ANSWER, answer);
  }

  private static String setLocal(RTCPeerConnection connection, RTCSessionDescription description) {
    Stored stored = new Stored();
    connection.setLocalDescription(description, stored);
    stored.await();
    return description.sdp;
  }

  private static void setRemote(RTCPeerConnection connection, RTCSdpType type, String sdp) {
    Stored stored = new Stored();
    connection.setRemoteDescription(new RTCSessionDescription(type, sdp), stored);
    stored.await();
  }

  @Override
  public void close() {
    audio.stopPlayout();
    factory.dispose();
    audio.dispose();
  }

  private static final class Created implements CreateSessionDescriptionObserver {
    private final CompletableFuture<RTCSessionDescription> result = new CompletableFuture<>();

    @Override
    public void onSuccess(RTCSessionDescription description) {
      result.complete(description);
    }

    @Override
    public void onFailure(String error) {
      result.completeExceptionally(new IllegalStateException(error));
    }

    RTCSessionDescription await() {
      return result.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  private static final class Stored implements SetSessionDescriptionObserver {
    private final CompletableFuture<Boolean> result = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      result.complete(true);
    }

    @Override
    public void onFailure(String error) {
      result.completeExceptionally(new IllegalStateException(error));
    }

    void await() {
      boolean unused = result.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
