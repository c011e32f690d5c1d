package org.maplebridge.bridge.room;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.congestion.GoogleCongestionControl;
import org.maplebridge.bridge.metrics.PictureLayers;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.send.SendChannel;
import org.maplebridge.bridge.transport.Transport;

/** The endpoints a room has on one loop. Loop only. */
final class Endpoints {

  /** Who is told of them, on their loop. */
  interface Listener {

    /** ICE and DTLS are up for the first time. */
    void onConnected(Endpoint endpoint);

    /** Its media has ended, and it is none of these any more. */
    void onEnded(Endpoint endpoint, CloseReason reason);

    /** These sources it looks at are not sent to it now. */
    void onPaused(Endpoint receiver, List<String> sourceIds);
  }

  /**
   * Ticks until every endpoint has been looked at: a look at one for whom nothing waits brings into
   * the processor's cache what is not needed there.
   */
  private static final int SLICES = 5;

  private final RoomLoop home;
  private final LoopCalls calls;
  private final Listener listener;
  private Endpoint[] endpoints = {};
  private final Map<String, Endpoint> byId = new HashMap<>();
  private final HurriedEndpoints hurried = new HurriedEndpoints();
  private int slice;

  /**
   * @param calls to their loop
   */
  Endpoints(RoomLoop home, LoopCalls calls, Listener listener) {
    this.home = home;
    this.calls = calls;
    this.listener = listener;
  }

  Endpoint addPublisher(PublisherSpec spec, Router router) {
    String id = spec.endpointId();
    return add(
        id,
        spec.participantId(),
        transport ->
            new PublisherMedia(spec, router, home.pool(), home.counters(), rtcp(transport, id)));
  }

  Endpoint addReceiver(ReceiverSpec spec, Offering offering) {
    String id = spec.endpointId();
    return add(id, spec.participantId(), transport -> receiver(transport, id, offering));
  }

  private Endpoint add(
      String id, String participantId, Function<Transport, EndpointMedia> mediaOf) {
    home.loop().assertInLoop();
    Endpoint endpoint = new Endpoint(id, participantId, this, calls, home.hub(), mediaOf);
    endpoints = CopyOnWrite.with(endpoints, endpoint);
    byId.put(id, endpoint);
    return endpoint;
  }

  private ReceiverMedia receiver(Transport transport, String id, Offering offering) {
    SendChannel channel =
        new SendChannel(
            transport,
            home.counters(),
            rtcp(transport, id),
            new GoogleCongestionControl(),
            () -> hurry(id),
            home.sendBuffer());
    return new ReceiverMedia(
        offering,
        channel,
        home.counters(),
        home.loop(),
        home.random(),
        () -> hurry(id),
        sourceIds -> onPaused(id, sourceIds));
  }

  private RtcpChannel rtcp(Transport transport, String id) {
    byte[] cname = id.getBytes(StandardCharsets.UTF_8);
    int ssrc = home.random().nextInt();
    return new RtcpChannel(transport::sendRtcp, home.counters(), ssrc, cname, Transport.TAIL_ROOM);
  }

  private void onPaused(String id, List<String> sourceIds) {
    Endpoint endpoint = byId.get(id);
    if (endpoint != null) {
      listener.onPaused(endpoint, sourceIds);
    }
  }

  private void hurry(String id) {
    Endpoint endpoint = byId.get(id);
    if (endpoint != null) {
      hurried.add(endpoint);
    }
  }

  void onConnected(Endpoint endpoint) {
    listener.onConnected(endpoint);
  }

  void onEnded(Endpoint endpoint, CloseReason reason) {
    home.loop().assertInLoop();
    endpoints = CopyOnWrite.without(endpoints, endpoint);
    byId.remove(endpoint.id(), endpoint);
    forgetEnded();
    listener.onEnded(endpoint, reason);
  }

  /** A source has ended. */
  void forgetEnded() {
    for (Endpoint endpoint : endpoints) {
      endpoint.media().forgetEnded();
    }
  }

  void tick(long now) {
    hurried.tick(now);
    Endpoint[] current = endpoints;
    slice = (slice + 1) % SLICES;
    for (int i = slice; i < current.length; i += SLICES) {
      hurried.look(current[i], now);
    }
  }

  /** Others speak, or come first. */
  void precedenceChanged() {
    for (Endpoint endpoint : endpoints) {
      endpoint.media().onPrecedenceChanged();
    }
  }

  void end() {
    Endpoint[] last = endpoints;
    for (Endpoint endpoint : last) {
      endpoint.end(CloseReason.CLOSED);
    }
  }

  /** Any thread. */
  int loopIndex() {
    return home.loop().index();
  }

  int count() {
    return endpoints.length;
  }

  int subscriptionCount() {
    int count = 0;
    for (Endpoint endpoint : endpoints) {
      count += endpoint.media().subscriptionCount();
    }
    return count;
  }

  /** Counts which layers its receivers get. */
  void countPictures(PictureLayers layers) {
    for (Endpoint endpoint : endpoints) {
      for (SentPicture picture : endpoint.media().pictures()) {
        if (picture.paused()) {
          layers.addPaused();
        } else {
          layers.add(picture.encoding(), picture.temporal());
        }
      }
    }
  }
}
