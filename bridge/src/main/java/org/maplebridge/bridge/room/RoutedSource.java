package org.maplebridge.bridge.room;

import java.util.concurrent.CompletionStage;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.receive.ReceivedSource;
import org.maplebridge.bridge.receive.SourceListener;
import org.maplebridge.bridge.receive.StreamFacts;
import org.maplebridge.bridge.rtp.PooledPacket;

/** A source of a room and everyone who gets it. */
final class RoutedSource implements SubscribableSource, SourceListener {

  private final Router router;
  private final SourceInfo info;
  private final ReceivedSource received;
  private final Mirrors mirrors;
  private final FanOut fanOut;
  private final SourceLayers layers = new SourceLayers(this);
  private SubscriberLink[] links = {};

  RoutedSource(
      Router router,
      SourceInfo info,
      PublishedSource spec,
      ForwardQueue forwards,
      MediaCounters counters) {
    this.router = router;
    this.info = info;
    received = new ReceivedSource(info, spec, this);
    mirrors = new Mirrors(info, received, counters);
    fanOut = new FanOut(info, received.encodings(), mirrors, forwards, counters);
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  ReceivedSource received() {
    return received;
  }

  @Override
  public boolean isOpen() {
    return received.isOpen();
  }

  @Override
  public int encodings() {
    return received.encodings();
  }

  @Override
  public StreamFacts stream(int encoding) {
    return received.facts(encoding);
  }

  @Override
  public SourceLayers layers() {
    return layers;
  }

  @Override
  public FanOut fanOut() {
    return fanOut;
  }

  void add(MediaSubscriber subscriber) {
    links = CopyOnWrite.with(links, new SubscriberLink(subscriber, info, encodings()));
    if (received.isStarted()) {
      router.guard(() -> subscriber.onSource(info));
    }
  }

  void remove(MediaSubscriber subscriber) {
    for (SubscriberLink link : links) {
      if (link.subscriber == subscriber) {
        links = CopyOnWrite.without(links, link);
      }
    }
  }

  /** From now on its packets go to an annex too. */
  void mirrorIn(AnnexFeed feed) {
    mirrors.add(feed, fanOut.clocks());
  }

  void mirrorNoMore(AnnexFeed feed) {
    mirrors.remove(feed);
  }

  /**
   * Opens or closes the door.
   *
   * @return completes when it holds on every loop the source goes to
   */
  CompletionStage<Void> setOpen(boolean open) {
    if (open != received.isOpen()) {
      received.setOpen(open);
      if (open) {
        askKeyFrames();
      } else {
        interrupt();
      }
    }
    return mirrors.setOpen(open);
  }

  private void askKeyFrames() {
    for (int i = 0; i < encodings(); i++) {
      askKeyFrame(i);
    }
  }

  private void interrupt() {
    fanOut.interrupt();
    for (SubscriberLink link : links) {
      link.interrupt();
    }
  }

  @Override
  public void askKeyFrame(int encoding) {
    received.requestKeyFrame(encoding);
  }

  /** Of what whole-source subscribers get. */
  void askKeyFrame() {
    for (SubscriberLink link : links) {
      askKeyFrame(link.encoding());
    }
  }

  @Override
  public void onStarted() {
    router.onStarted(this);
    for (SubscriberLink link : links) {
      router.guard(() -> link.subscriber.onSource(info));
    }
  }

  @Override
  public void onPacket(PooledPacket packet) {
    fanOut.put(packet);
    SubscriberLink[] whole = links;
    for (SubscriberLink link : whole) {
      offer(link, packet);
    }
    if (packet.audioLevel() != PooledPacket.NO_AUDIO_LEVEL) {
      router.onAudioLevel(this, packet.audioLevel());
    }
  }

  private void offer(SubscriberLink link, PooledPacket packet) {
    try {
      if (!link.offer(packet)) {
        askKeyFrame(link.encoding());
      }
    } catch (RuntimeException e) {
      router.onCallbackFailure(e);
    }
  }

  @Override
  public void onRestarted(int encoding) {
    fanOut.restart(encoding);
    mirrors.restart(encoding);
    for (SubscriberLink link : links) {
      link.restart(encoding);
    }
  }

  @Override
  public void onSenderReport(int encoding, long ntpTime, long rtpTime, long arrivalNanos) {
    fanOut.onSenderReport(encoding, ntpTime, rtpTime, arrivalNanos);
    mirrors.onSenderReport(encoding, fanOut.clocks()[encoding]);
    for (SubscriberLink link : links) {
      router.guard(() -> link.onSenderReport(encoding, ntpTime, rtpTime, arrivalNanos));
    }
  }

  /** Ends the streams of its receivers and tells subscribers. */
  void end() {
    received.setOpen(false);
    mirrors.end();
    fanOut.end();
    if (received.isStarted()) {
      for (SubscriberLink link : links) {
        router.guard(() -> link.subscriber.onSourceEnded(info));
      }
    }
    links = new SubscriberLink[0];
  }
}
