package org.maplebridge.bridge.room;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.EndpointQuality;
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpParser;
import org.maplebridge.bridge.rtcp.TransportFeedback;
import org.maplebridge.bridge.send.Prober;
import org.maplebridge.bridge.send.SendChannel;
import org.maplebridge.bridge.send.SentReports;
import org.maplebridge.bridge.send.StreamStarts;
import org.maplebridge.bridge.send.Subscription;

/** The subscriptions of a participant who receives from us, and what comes back for them. */
final class ReceiverMedia implements EndpointMedia, RtcpListener {

  private final Offering offering;
  private final SendChannel channel;
  private final MediaCounters counters;
  private final MediaLoop loop;
  private final StreamStarts starts;
  private final Runnable hurry;

  private final PictureAllocation pictures;
  private final Prober prober;
  private final TransportFeedback.Listener arrivals;

  private Subscription[] subscriptions = {};
  private byte[] rtcpBuffer = {};

  /**
   * @param hurry asks for a look at the next tick
   * @param onPaused told the sources looked at that the path does not carry, at each change
   */
  ReceiverMedia(
      Offering offering,
      SendChannel channel,
      MediaCounters counters,
      MediaLoop loop,
      RandomGenerator random,
      Runnable hurry,
      Consumer<List<String>> onPaused) {
    this.offering = offering;
    this.channel = channel;
    this.counters = counters;
    this.loop = loop;
    this.hurry = hurry;
    starts = new StreamStarts(random);
    pictures = new PictureAllocation(offering, channel.estimator(), onPaused);
    prober = new Prober(channel);
    arrivals = channel.estimator()::onStatus;
  }

  @Override
  public void subscribe(SubscriptionSpec spec) {
    SubscribableSource source =
        offering.find(spec.sourceId()).orElseThrow(() -> Refusals.sourceUnknown(spec.sourceId()));
    unsubscribe(spec.sourceId());
    requireFree(spec.ssrc());
    if (spec.rtxPayloadType().isPresent()) {
      requireFree(spec.rtxSsrc());
    }
    byte[] cname =
        spec.lineName().orElse(source.info().participantId()).getBytes(StandardCharsets.UTF_8);
    Subscription subscription =
        new Subscription(
            spec, source.info(), channel, source.fanOut().histories(), source, cname, starts);
    subscriptions = CopyOnWrite.with(subscriptions, subscription);
    if (!source.info().kind().isAudio() && !mayBeProbed(spec)) {
      channel.estimator().giveUp();
    }
    source.fanOut().add(subscription);
    pictures.hurry();
    pictures.tick(subscriptions, loop.nanoTime());
    subscription.begin();
  }

  private static boolean mayBeProbed(SubscriptionSpec spec) {
    return spec.rtxPayloadType().isPresent() && spec.extensions().transportWideSequence() != 0;
  }

  private void requireFree(long ssrc) {
    for (Subscription other : subscriptions) {
      SubscriptionSpec spec = other.spec();
      if (spec.ssrc() == ssrc || (spec.rtxPayloadType().isPresent() && spec.rtxSsrc() == ssrc)) {
        throw Refusals.ssrcTaken(ssrc);
      }
    }
  }

  @Override
  public void unsubscribe(String sourceId) {
    for (Subscription subscription : subscriptions) {
      if (subscription.spec().sourceId().equals(sourceId)) {
        subscriptions = CopyOnWrite.without(subscriptions, subscription);
        leave(subscription);
        pictures.hurry();
        hurry.run();
      }
    }
  }

  private void leave(Subscription subscription) {
    offering
        .find(subscription.spec().sourceId())
        .ifPresent(source -> source.fanOut().remove(subscription));
    subscription.close();
  }

  @Override
  public void wish(List<SourceWish> wishes) {
    pictures.wish(wishes);
    hurry.run();
  }

  @Override
  public void onPrecedenceChanged() {
    pictures.hurry();
    hurry.run();
  }

  @Override
  public CompletionStage<Void> setOpen(String sourceId, boolean open) {
    throw Refusals.sourceUnknown(sourceId);
  }

  @Override
  public void onRtp(byte[] buffer, int offset, int length, long arrivalNanos) {
    // A receiver publishes nothing
    counters.count(MediaCounter.DROPPED_UNKNOWN_SOURCE);
  }

  @Override
  public void onRtcp(byte[] buffer, int offset, int length, long arrivalNanos) {
    counters.count(MediaCounter.RTCP_IN);
    rtcpBuffer = buffer;
    if (!RtcpParser.parse(buffer, offset, length, this)) {
      counters.count(MediaCounter.DROPPED_RTCP_MALFORMED);
    }
  }

  private @Nullable Subscription bySsrc(int ssrc) {
    for (Subscription subscription : subscriptions) {
      if (subscription.ssrc() == ssrc) {
        return subscription;
      }
    }
    return null;
  }

  @Override
  public void onReportBlock(
      int reporter,
      int ssrc,
      int fractionLost,
      int cumulativeLost,
      long jitter,
      long lastSenderReport,
      long delaySince) {
    Subscription subscription = bySsrc(ssrc);
    if (subscription != null) {
      subscription.onReport(fractionLost, lastSenderReport, delaySince, loop.nanoTime());
    }
  }

  @Override
  public void onNack(int mediaSsrc, int packetId, int followingMask) {
    Subscription subscription = bySsrc(mediaSsrc);
    if (subscription != null) {
      subscription.onNack(packetId, followingMask, loop.nanoTime());
    }
  }

  @Override
  public void onPictureLoss(int mediaSsrc) {
    Subscription subscription = bySsrc(mediaSsrc);
    if (subscription != null) {
      counters.count(MediaCounter.KEY_FRAME_REQUESTS_IN);
      subscription.onPictureLoss();
    }
  }

  @Override
  public void onFullIntraRequest(int mediaSsrc, int sequenceNumber) {
    onPictureLoss(mediaSsrc);
  }

  @Override
  public void onTransportFeedback(int offset, int length) {
    counters.count(MediaCounter.TRANSPORT_FEEDBACK_IN);
    if (TransportFeedback.read(rtcpBuffer, offset, length, arrivals)) {
      channel.estimator().onFeedbackEnd(roundTripNanos(), loop.nanoTime());
      channel.followEstimate();
      double loss = channel.estimator().lossRatio();
      for (Subscription subscription : subscriptions) {
        subscription.onPathLoss(loss, pictures.affordableRedundancy());
      }
    } else {
      counters.count(MediaCounter.DROPPED_RTCP_MALFORMED);
    }
  }

  @Override
  public void onMaximumBitrate(long bps) {
    channel.estimator().onMaximum(bps);
    channel.followEstimate();
  }

  private long roundTripNanos() {
    long longest = 0;
    for (Subscription subscription : subscriptions) {
      longest = Math.max(longest, subscription.reports().roundTripNanos());
    }
    return longest;
  }

  @Override
  public boolean tick(long now) {
    channel.tick(now);
    pictures.tick(subscriptions, now);
    prober.tick(pictures.wantedBps(), subscriptions, now);
    return !channel.isIdle() || prober.isRunning();
  }

  @Override
  public EndpointQuality quality() {
    double lost = 0;
    long packets = 0;
    for (Subscription subscription : subscriptions) {
      SentReports reports = subscription.reports();
      lost += reports.lossRatio() * reports.packets();
      packets += reports.packets();
    }
    return new EndpointQuality(
        Duration.ofNanos(roundTripNanos()),
        0,
        packets == 0 ? 0 : lost / packets,
        0,
        channel.sendBps(),
        channel.estimator().targetBps());
  }

  @Override
  public int subscriptionCount() {
    return subscriptions.length;
  }

  @Override
  public List<SentPicture> pictures() {
    List<SentPicture> pictures = new ArrayList<>();
    for (Subscription subscription : subscriptions) {
      if (!subscription.isAudio()) {
        pictures.add(subscription.picture());
      }
    }
    return pictures;
  }

  @Override
  public void forgetEnded() {
    for (Subscription subscription : subscriptions) {
      if (subscription.isClosed()) {
        subscriptions = CopyOnWrite.without(subscriptions, subscription);
      }
    }
  }

  @Override
  public void end() {
    for (Subscription subscription : subscriptions) {
      leave(subscription);
    }
    subscriptions = new Subscription[0];
    channel.close();
  }
}
