package org.maplebridge.bridge.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.maplebridge.bridge.api.EndpointQuality;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.receive.ReceivePath;
import org.maplebridge.bridge.receive.ReceivedSource;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtp.PacketPool;

/** The sources of a participant who sends to us. */
final class PublisherMedia implements EndpointMedia {

  private final Router router;
  private final List<RoutedSource> sources = new ArrayList<>();
  private final ReceivePath path;

  PublisherMedia(
      PublisherSpec spec,
      Router router,
      PacketPool pool,
      MediaCounters counters,
      RtcpChannel rtcp) {
    this.router = router;
    List<ReceivedSource> received = new ArrayList<>();
    for (PublishedSource source : spec.sources()) {
      RoutedSource routed = router.add(spec.participantId(), source);
      sources.add(routed);
      received.add(routed.received());
    }
    path = new ReceivePath(received, spec.asksMaximum(), pool, counters, rtcp);
  }

  @Override
  public void onRtp(byte[] buffer, int offset, int length, long arrivalNanos) {
    path.onRtp(buffer, offset, length, arrivalNanos);
  }

  @Override
  public void onRtcp(byte[] buffer, int offset, int length, long arrivalNanos) {
    path.onRtcp(buffer, offset, length, arrivalNanos);
  }

  @Override
  public boolean tick(long now) {
    path.tick(now);
    return true;
  }

  @Override
  public void subscribe(SubscriptionSpec spec) {
    throw Refusals.publishesOnly();
  }

  @Override
  public void unsubscribe(String sourceId) {
    // Nothing is ever subscribed here
  }

  @Override
  public void wish(List<SourceWish> wishes) {
    throw Refusals.publishesOnly();
  }

  @Override
  public void onPrecedenceChanged() {
    // Nobody is before anybody on the way here
  }

  @Override
  public CompletionStage<Void> setOpen(String sourceId, boolean open) {
    for (RoutedSource source : sources) {
      if (source.info().sourceId().equals(sourceId)) {
        return source.setOpen(open);
      }
    }
    throw Refusals.sourceUnknown(sourceId);
  }

  @Override
  public EndpointQuality quality() {
    double loss = 0;
    for (RoutedSource source : sources) {
      loss = Math.max(loss, source.received().lossRatio());
    }
    return new EndpointQuality(Duration.ZERO, loss, 0, path.receiveBps(), 0, 0);
  }

  @Override
  public int subscriptionCount() {
    return 0;
  }

  @Override
  public List<SentPicture> pictures() {
    return List.of();
  }

  @Override
  public void forgetEnded() {
    // Nothing is ever subscribed here
  }

  @Override
  public void end() {
    for (RoutedSource source : sources) {
      router.end(source);
    }
  }
}
