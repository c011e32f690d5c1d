package org.maplebridge.bridge.room;

import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.receive.ReceivedSource;
import org.maplebridge.bridge.receive.SourceListener;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.send.KeyFrameAsker;
import org.maplebridge.bridge.send.PacketHistory;
import org.maplebridge.bridge.send.Subscription;

/** A source of a room and everyone who gets it. */
final class RoutedSource implements SourceListener, KeyFrameAsker {

  // About a second of video, or of audio
  private static final int VIDEO_HISTORY = 512;
  private static final int AUDIO_HISTORY = 64;

  /** Packets gathered before they are forwarded; a read of the network seldom brings as many. */
  private static final int MOST_GATHERED = 64;

  private final Router router;
  private final SourceInfo info;
  private final ReceivedSource received;
  private final PacketHistory history;
  private Subscription[] subscriptions = {};
  private SubscriberLink[] links = {};

  private final PooledPacket[] gathered = new PooledPacket[MOST_GATHERED];
  private int gatheredCount;

  private boolean hasReport;
  private long reportNtp;
  private long reportRtp;
  private long reportNanos;

  RoutedSource(Router router, SourceInfo info, PublishedSource spec) {
    this.router = router;
    this.info = info;
    received = new ReceivedSource(info, spec, this);
    history = new PacketHistory(info.kind().isAudio() ? AUDIO_HISTORY : VIDEO_HISTORY);
  }

  SourceInfo info() {
    return info;
  }

  ReceivedSource received() {
    return received;
  }

  PacketHistory history() {
    return history;
  }

  int subscriptionCount() {
    return subscriptions.length;
  }

  void add(Subscription subscription) {
    subscriptions = CopyOnWrite.with(subscriptions, subscription);
    if (hasReport) {
      subscription.onSenderReport(reportNtp, reportRtp, reportNanos);
    }
    askKeyFrame();
  }

  void remove(Subscription subscription) {
    subscriptions = CopyOnWrite.without(subscriptions, subscription);
  }

  void add(MediaSubscriber subscriber) {
    links = CopyOnWrite.with(links, new SubscriberLink(subscriber));
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

  void setOpen(boolean open) {
    if (open == received.isOpen()) {
      return;
    }
    received.setOpen(open);
    if (open) {
      askKeyFrame();
      return;
    }
    // Nothing of before leaves any more, not even on a NACK
    dropGathered();
    history.clear();
    for (Subscription subscription : subscriptions) {
      subscription.pause();
    }
  }

  @Override
  public void askKeyFrame() {
    received.requestKeyFrame();
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
    history.put(packet);
    gather(packet);
    SubscriberLink[] whole = links;
    for (SubscriberLink link : whole) {
      offer(link, packet);
    }
    if (packet.audioLevel() != PooledPacket.NO_AUDIO_LEVEL) {
      router.onAudioLevel(this, packet.audioLevel());
    }
  }

  private void gather(PooledPacket packet) {
    if (gatheredCount == 0) {
      router.forwards().add(this);
    }
    gathered[gatheredCount++] = packet.retain();
    if (gatheredCount == MOST_GATHERED) {
      forward();
    }
  }

  /** Forwards what was gathered; at the latest at the end of the burst. */
  void forward() {
    Subscription[] receivers = subscriptions;
    for (Subscription receiver : receivers) {
      for (int i = 0; i < gatheredCount; i++) {
        receiver.forward(gathered[i]);
      }
    }
    dropGathered();
  }

  private void dropGathered() {
    for (int i = 0; i < gatheredCount; i++) {
      gathered[i].release();
    }
    gatheredCount = 0;
  }

  private void offer(SubscriberLink link, PooledPacket packet) {
    try {
      boolean wants = link.subscriber.wants(info);
      if (wants) {
        if (!link.wanted && !packet.keyFrameStart()) {
          askKeyFrame();
        }
        link.subscriber.onPacket(info, packet);
      }
      link.wanted = wants;
    } catch (RuntimeException e) {
      router.onCallbackFailure(e);
    }
  }

  @Override
  public void onRestarted() {
    forward();
    hasReport = false;
    history.clear();
    for (Subscription subscription : subscriptions) {
      subscription.restart();
    }
  }

  @Override
  public void onSenderReport(long ntpTime, long rtpTime, long arrivalNanos) {
    hasReport = true;
    reportNtp = ntpTime;
    reportRtp = rtpTime;
    reportNanos = arrivalNanos;
    forward();
    for (Subscription subscription : subscriptions) {
      subscription.onSenderReport(ntpTime, rtpTime, arrivalNanos);
    }
    for (SubscriberLink link : links) {
      router.guard(() -> link.subscriber.onSenderReport(info, ntpTime, rtpTime, arrivalNanos));
    }
  }

  /** Ends the streams of its receivers and tells subscribers. */
  void end() {
    received.setOpen(false);
    dropGathered();
    history.clear();
    for (Subscription subscription : subscriptions) {
      subscription.close();
    }
    subscriptions = new Subscription[0];
    if (received.isStarted()) {
      for (SubscriberLink link : links) {
        router.guard(() -> link.subscriber.onSourceEnded(info));
      }
    }
    links = new SubscriberLink[0];
  }
}
