package org.maplebridge.bridge.room;

import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.send.PacketHistory;
import org.maplebridge.bridge.send.Subscription;

/** The receivers of one source on one loop, and what they may still ask for. Loop only. */
final class FanOut {

  // About a second of video, or of audio
  private static final int VIDEO_HISTORY = 512;
  private static final int AUDIO_HISTORY = 64;

  private final Relay relay;
  private final ForwardQueue forwards;
  private final MediaCounters counters;

  private final PacketHistory[] histories;
  private final GatheredPackets gathered;
  private Subscription[] subscriptions = {};
  private boolean queued;

  // How many of the gathered have been passed on
  private int relayed;

  // The last sender report of each encoding
  private final SenderClock[] clocks;

  /**
   * @param relay where packets go besides, before they go to the receivers here
   * @param forwards the queue of its loop
   */
  FanOut(
      SourceInfo info, int encodings, Relay relay, ForwardQueue forwards, MediaCounters counters) {
    this.relay = relay;
    this.forwards = forwards;
    this.counters = counters;
    boolean audio = info.kind().isAudio();
    histories = new PacketHistory[encodings];
    clocks = new SenderClock[encodings];
    gathered = new GatheredPackets(!audio, encodings);
    for (int i = 0; i < encodings; i++) {
      histories[i] = new PacketHistory(audio ? AUDIO_HISTORY : VIDEO_HISTORY);
      clocks[i] = SenderClock.UNKNOWN;
    }
  }

  PacketHistory[] histories() {
    return histories;
  }

  SenderClock[] clocks() {
    return clocks;
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

  /** Keeps a packet for those who ask again, and queues it for all. */
  void put(PooledPacket packet) {
    histories[packet.encoding()].put(packet);
    if (!queued) {
      queued = true;
      forwards.add(this);
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

  /** Passes on what was gathered since: other loops need not wait for the receivers of this. */
  void relay() {
    for (; relayed < gathered.count(); relayed++) {
      relay.pass(gathered.get(relayed));
    }
  }

  private void forward(long now) {
    relay();
    Subscription[] receivers = subscriptions;
    int count = gathered.count();
    counters.add(MediaCounter.OFFERED, (long) count * receivers.length);
    for (Subscription receiver : receivers) {
      for (int i = 0; i < count; i++) {
        receiver.forward(gathered.get(i), now);
      }
    }
    release();
  }

  private void release() {
    gathered.release();
    relayed = 0;
  }

  /** The source was closed: nothing of before leaves any more, not even on a NACK. */
  void interrupt() {
    drop();
    for (Subscription subscription : subscriptions) {
      subscription.pause();
    }
  }

  private void drop() {
    release();
    for (PacketHistory history : histories) {
      history.clear();
    }
  }

  /** An encoding begins anew, with other numbers. */
  void restart(int encoding) {
    forward(gathered.lastArrivalNanos());
    clocks[encoding] = SenderClock.UNKNOWN;
    gathered.restart(encoding);
    histories[encoding].clear();
    for (Subscription subscription : subscriptions) {
      subscription.restart(encoding);
    }
  }

  void onSenderReport(int encoding, long ntpTime, long rtpTime, long arrivalNanos) {
    clocks[encoding] = new SenderClock(ntpTime, rtpTime, arrivalNanos);
    forward(gathered.lastArrivalNanos());
    for (Subscription subscription : subscriptions) {
      subscription.onSenderReport(encoding, ntpTime, rtpTime, arrivalNanos);
    }
  }

  /** Ends the streams of its receivers. */
  void end() {
    drop();
    for (Subscription subscription : subscriptions) {
      subscription.close();
    }
    subscriptions = new Subscription[0];
  }
}
