package org.maplebridge.bench.client;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The asynchronous steps of JSEP (RFC 9429) as blocking calls. */
final class Descriptions {
  private static final int STEP_SECONDS = 10;

  private Descriptions() {}

  static String offer(RTCPeerConnection connection) {
    Created created = new Created();
    connection.createOffer(new RTCOfferOptions(), created);
    return setLocal(connection, created.await());
  }

  static String answer(RTCPeerConnection connection, String offer) {
    setRemote(connection, new RTCSessionDescription(RTCSdpType.OFFER, offer));
    Created created = new Created();
    connection.createAnswer(new RTCAnswerOptions(), created);
    return setLocal(connection, created.await());
  }

  static void accept(RTCPeerConnection connection, String answer) {
    setRemote(connection, new RTCSessionDescription(RTCSdpType.ANSWER, answer));
  }

  private static String setLocal(RTCPeerConnection connection, RTCSessionDescription description) {
    Stored stored = new Stored();
    connection.setLocalDescription(description, stored);
    stored.await();
    return description.sdp;
  }

  private static void setRemote(RTCPeerConnection connection, RTCSessionDescription description) {
    Stored stored = new Stored();
    connection.setRemoteDescription(description, stored);
    stored.await();
  }

  private static <T> T await(CompletableFuture<T> step) {
    return step.orTimeout(STEP_SECONDS, TimeUnit.SECONDS).join();
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
      return Descriptions.await(result);
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
      Descriptions.await(result);
    }
  }
}
