package org.maplebridge.signaling.gateway;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;

/** libwebrtc of a test: what its peers are made by, with a sound device that is not there. */
final class Libwebrtc implements AutoCloseable {
  private final HeadlessAudioDeviceModule audio = new HeadlessAudioDeviceModule();
  private final PeerConnectionFactory factory;

  Libwebrtc() {
    audio.initPlayout();
    audio.startPlayout();
    factory = new PeerConnectionFactory(audio);
  }

  MediaPeer peer(SocketClient socket) {
    return new MediaPeer(factory, socket);
  }

  @Override
  public void close() {
    audio.stopPlayout();
    factory.dispose();
    audio.dispose();
  }
}
