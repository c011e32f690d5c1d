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

  private final Router router;
  private final SourceInfo info;
  private final ReceivedSource received;
  private final PacketHistory[] histories;
  private Subscription[] subscriptions = {};
  private SubscriberLink[] links = {};

  private final GatheredPackets gathered;
  private boolean queued;

  // The last sender report of each encoding
  private final SenderClock[] clocks;

  RoutedSource(Router router, SourceInfo info, PublishedSource spec) {
    this.router = router;
    this.info = info;
    received = new ReceivedSource(info, spec, this);
    histories = new PacketHistory[received.encodings()];
    clocks = new SenderClock[histories.length];
    gathered = new GatheredPackets(!info.kind().isAudio(), histories.length);
    for (int i = 0; i < histories.length; i++) {
      histories[i] = new PacketHistory(info.kind().isAudio() ? AUDIO_HISTORY : VIDEO_HISTORY);
      clocks[i] = SenderClock.UNKNOWN;
    }
  }

  SourceInfo info() {
    return info;
  }

  ReceivedSource received() {
    return received;
  }

  PacketHistory[] histories() {
    return histories;
  }

  int subscriptionCount() {
    return subscriptions.length;
  }

  void add(Subscription subscription) {
    subscriptions = CopyOnWrite.with(subscriptions, subscription);
    for (int i = 0; i < clocks.length; i++) {
      if (clocks[i].isKnown()) {
        subscription.onSenderReport(i, clocks[i].ntp(), clocks[i].rtp(), clocks[i].nanos());
      }
    }
  }

  void remove(Subscription subscription) {
    subscriptions = CopyOnWrite.without(subscriptions, subscription);
  }

  void add(MediaSubscriber subscriber) {
    links = CopyOnWrite.with(links, new SubscriberLink(subscriber, info, histories.length));
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
      for (int i = 0; i < histories.length; i++) {
        askKeyFrame(i);
      }
      return;
    }
    // Nothing of before leaves any more, not even on a NACK
    gathered.release();
    clearHistories();
    for (Subscription subscription : subscriptions) {
      subscription.pause();
    }
    for (SubscriberLink link : links) {
      link.interrupt();
    }
  }

  private void clearHistories() {
    for (PacketHistory history : histories) {
      history.clear();
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
    histories[packet.encoding()].put(packet);
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
    if (!queued) {
      queued = true;
      router.forwards().add(this);
    }
    gathered.add(packet);
    if (gathered.isFull()) {
      forward(packet.arrivalNanos());
    }
  }

  /** Whether what was gathered should stay in the queue. */
  boolean awaitsMore(long now) {
    return gathered.awaitMore(now);
  }

  /** Forwards what was gathered, as the queue lets go of this source. */
  void leaveQueue(long now) {
    queued = false;
    forward(now);
  }

  private void forward(long now) {
    Subscription[] receivers = subscriptions;
    int count = gathered.count();
    router.onOffered(count * receivers.length);
    for (Subscription receiver : receivers) {
      for (int i = 0; i < count; i++) {
        receiver.forward(gathered.get(i), now);
      }
    }
    gathered.release();
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
    forward(gathered.lastArrivalNanos());
    clocks[encoding] = SenderClock.UNKNOWN;
    gathered.restart(encoding);
    histories[encoding].clear();
    for (Subscription subscription : subscriptions) {
      subscription.restart(encoding);
    }
    for (SubscriberLink link : links) {
      link.restart(encoding);
    }
  }

  @Override
  public void onSenderReport(int encoding, long ntpTime, long rtpTime, long arrivalNanos) {
    clocks[encoding] = new SenderClock(ntpTime, rtpTime, arrivalNanos);
    forward(gathered.lastArrivalNanos());
    for (Subscription subscription : subscriptions) {
      subscription.onSenderReport(encoding, ntpTime, rtpTime, arrivalNanos);
    }
    for (SubscriberLink link : links) {
      router.guard(() -> link.onSenderReport(encoding, ntpTime, rtpTime, arrivalNanos));
    }
  }

  /** Ends the streams of its receivers and tells subscribers. */
  void end() {
    received.setOpen(false);
    gathered.release();
    clearHistories();
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
