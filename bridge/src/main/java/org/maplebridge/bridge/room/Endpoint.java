package org.maplebridge.bridge.room;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.EndpointQuality;
import org.maplebridge.bridge.api.EndpointState;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.PacketTap;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.transport.Transport;
import org.maplebridge.bridge.transport.TransportHub;
import org.maplebridge.bridge.transport.TransportListener;
import org.maplebridge.bridge.transport.TransportState;

/** One connection of a participant: a transport, and the media it carries. */
final class Endpoint implements EndpointHandle, TransportListener {

  // Any thread
  private final String id;
  private final String participantId;
  private final Endpoints others;
  private final LoopCalls calls;
  private volatile LocalTransport local;

  // Loop only
  private final TappedTransport transport;
  private final EndpointMedia media;
  private boolean ended;
  private boolean hurried;

  Endpoint(
      String id,
      String participantId,
      Endpoints others,
      LoopCalls calls,
      TransportHub hub,
      Function<Transport, EndpointMedia> mediaOf) {
    this.id = id;
    this.participantId = participantId;
    this.others = others;
    this.calls = calls;
    transport = new TappedTransport(hub.create(id, this));
    local = transport.local();
    media = mediaOf.apply(transport);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String participantId() {
    return participantId;
  }

  @Override
  public LocalTransport local() {
    return local;
  }

  EndpointMedia media() {
    return media;
  }

  @Override
  public CompletionStage<Void> connect(RemoteTransport remote) {
    return calls.run(
        () -> {
          requireLive();
          connectNow(remote);
        });
  }

  /** Loop only. */
  void connectNow(RemoteTransport remote) {
    if (!transport.awaitsRemote()) {
      throw Refusals.connected(id);
    }
    transport.connect(remote);
  }

  @Override
  public CompletionStage<LocalTransport> restartIce() {
    return calls.call(
        () -> {
          requireLive();
          local = transport.restart();
          return local;
        });
  }

  @Override
  public CompletionStage<Void> subscribe(SubscriptionSpec spec) {
    return calls.run(
        () -> {
          requireLive();
          media.subscribe(spec);
        });
  }

  @Override
  public CompletionStage<Void> unsubscribe(String sourceId) {
    return calls.run(
        () -> {
          requireLive();
          media.unsubscribe(sourceId);
        });
  }

  @Override
  public CompletionStage<Void> wish(List<SourceWish> wishes) {
    return calls.run(
        () -> {
          requireLive();
          media.wish(wishes);
        });
  }

  @Override
  public CompletionStage<Void> setOpen(String sourceId, boolean open) {
    return calls
        .call(
            () -> {
              requireLive();
              return media.setOpen(sourceId, open);
            })
        .thenCompose(Function.identity());
  }

  @Override
  public CompletionStage<EndpointQuality> quality() {
    return calls.call(
        () -> {
          requireLive();
          return media.quality();
        });
  }

  @Override
  public CompletionStage<EndpointState> state() {
    return calls.call(
        () -> {
          requireLive();
          TransportState now = transport.state();
          return new EndpointState(
              others.loopIndex(),
              now.connected(),
              now.protocol(),
              now.paths(),
              TimeUnit.NANOSECONDS.toMillis(now.sinceHeardNanos()),
              media.quality(),
              media.pictures());
        });
  }

  @Override
  public CompletionStage<Void> tap(Optional<PacketTap> tap) {
    return calls.run(
        () -> {
          requireLive();
          transport.tap(tap);
        });
  }

  private void requireLive() {
    if (ended) {
      throw Refusals.endpointUnknown(id);
    }
  }

  @Override
  public void close() {
    calls.runSurely(() -> end(CloseReason.CLOSED));
  }

  /** Ends the media, then the connection. Loop only, idempotent. */
  void end(CloseReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    media.end();
    transport.close(reason);
    others.onEnded(this, reason);
  }

  /** Whether it is among the {@link HurriedEndpoints}. */
  boolean isHurried() {
    return hurried;
  }

  void hurried(boolean added) {
    hurried = added;
  }

  /** As {@link EndpointMedia#tick}. */
  boolean tick(long now) {
    return !ended && transport.isConnected() && media.tick(now);
  }

  @Override
  public void onConnected() {
    others.onConnected(this);
  }

  @Override
  public void onRtp(byte[] buffer, int offset, int length, long arrivalNanos) {
    if (!ended) {
      transport.received(false, buffer, offset, length);
      media.onRtp(buffer, offset, length, arrivalNanos);
    }
  }

  @Override
  public void onRtcp(byte[] buffer, int offset, int length, long arrivalNanos) {
    if (!ended) {
      transport.received(true, buffer, offset, length);
      media.onRtcp(buffer, offset, length, arrivalNanos);
    }
  }

  @Override
  public void onClosed(CloseReason reason) {
    end(reason);
  }
}
