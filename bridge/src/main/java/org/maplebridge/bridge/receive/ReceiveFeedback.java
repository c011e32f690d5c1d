package org.maplebridge.bridge.receive;

import java.util.List;
import java.util.stream.IntStream;
import org.maplebridge.bridge.congestion.BandwidthEstimator;
import org.maplebridge.bridge.congestion.ReceivedBandwidth;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.metrics.MediaDistribution;
import org.maplebridge.bridge.rtcp.ArrivalTimes;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtcp.TransportFeedbackWriter;

/** What a publisher is told of its streams: losses, key frames wanted, arrivals, reports. */
final class ReceiveFeedback {

  /** The sender's estimator wants arrivals several times per round trip. */
  static final long ARRIVALS_INTERVAL_NANOS = 50_000_000;

  static final long REPORT_INTERVAL_NANOS = 1_000_000_000;

  /** A path that carries less than was said by so much is told of at once. */
  private static final double URGENT = 0.97;

  private final ReceivedStream[] streams;
  private final ArrivalTimes arrivals;
  private final ReceivedBandwidth bandwidth;
  private final int[] ssrcs;
  private final RtcpChannel rtcp;
  private final MediaCounters counters;

  private final TransportFeedbackWriter feedbackWriter = new TransportFeedbackWriter();
  private final int[] lost = new int[LossWatch.CAPACITY];
  private long arrivalsSentNanos;
  private long reportSentNanos;
  private long maximumSentNanos;
  private long maximumSentBps;

  ReceiveFeedback(
      List<ReceivedSource> sources,
      ArrivalTimes arrivals,
      ReceivedBandwidth bandwidth,
      RtcpChannel rtcp,
      MediaCounters counters) {
    streams =
        sources.stream()
            .flatMap(source -> IntStream.range(0, source.encodings()).mapToObj(source::stream))
            .toArray(ReceivedStream[]::new);
    this.arrivals = arrivals;
    this.bandwidth = bandwidth;
    ssrcs = new int[streams.length];
    this.rtcp = rtcp;
    this.counters = counters;
  }

  void tick(long now) {
    for (ReceivedStream stream : streams) {
      stream.facts().rates().tick(now);
      ReceivedSource source = stream.source();
      if (source.isVideo() && stream.isStarted() && source.isOpen()) {
        askForLost(stream, now);
        askForKeyFrame(stream, now);
      }
    }
    if (arrivals.pending() > 0 && now - arrivalsSentNanos >= ARRIVALS_INTERVAL_NANOS) {
      arrivalsSentNanos = now;
      sendArrivals();
    }
    bandwidth.tick(now);
    sendMaximum(now);
    if (now - reportSentNanos >= REPORT_INTERVAL_NANOS) {
      reportSentNanos = now;
      sendReports(now);
    }
  }

  private void askForLost(ReceivedStream stream, long now) {
    LossWatch losses = stream.losses();
    if (losses.missing() == 0) {
      return;
    }
    int given = losses.giveUp(now);
    if (given > 0) {
      counters.add(MediaCounter.LOST_FOR_GOOD, given);
      stream.keyFrames().want();
    }
    int count = losses.takeDue(lost, now);
    if (count > 0) {
      counters.add(MediaCounter.NACKED_OUT, count);
      RtcpWriter unused = rtcp.beginFeedback().nack(rtcp.ssrc(), stream.ssrc(), lost, count);
      rtcp.send();
    }
  }

  private void askForKeyFrame(ReceivedStream stream, long now) {
    if (stream.keyFrames().takeDue(now)) {
      counters.count(MediaCounter.KEY_FRAME_REQUESTS_OUT);
      RtcpWriter unused = rtcp.beginFeedback().pictureLoss(rtcp.ssrc(), stream.ssrc());
      rtcp.send();
    }
  }

  private void sendArrivals() {
    int mediaSsrc = anySsrc();
    while (arrivals.pending() > 0) {
      int covered =
          rtcp.beginFeedback().transportFeedback(feedbackWriter, rtcp.ssrc(), mediaSsrc, arrivals);
      arrivals.reported(covered);
      counters.count(MediaCounter.TRANSPORT_FEEDBACK_OUT);
      rtcp.send();
    }
  }

  /** Once a second, and at once when it falls; never to those who did not ask. */
  private void sendMaximum(long now) {
    long bps = bandwidth.bps();
    boolean due = now - maximumSentNanos >= REPORT_INTERVAL_NANOS || bps < URGENT * maximumSentBps;
    if (bps == BandwidthEstimator.UNKNOWN || !due) {
      return;
    }
    maximumSentNanos = now;
    maximumSentBps = bps;
    int count = 0;
    for (ReceivedStream stream : streams) {
      if (stream.isStarted()) {
        ssrcs[count++] = stream.ssrc();
      }
    }
    counters.count(MediaCounter.MAXIMUM_BITRATES_OUT);
    RtcpWriter unused = rtcp.beginFeedback().maximumBitrate(rtcp.ssrc(), bps, ssrcs, count);
    rtcp.send();
  }

  /** Feedback on the transport names any stream of it. */
  private int anySsrc() {
    for (ReceivedStream stream : streams) {
      if (stream.isStarted()) {
        return stream.ssrc();
      }
    }
    return 0;
  }

  private void sendReports(long now) {
    RtcpWriter writer = null;
    for (ReceivedStream stream : streams) {
      if (stream.statistics().isStarted()) {
        writer = writer == null ? rtcp.begin().receiverReport(rtcp.ssrc()) : writer;
        stream.statistics().report(writer, stream.ssrc(), now);
        counters.observe(MediaDistribution.RECEIVE_LOSS_RATIO, stream.statistics().lossRatio());
      }
    }
    if (writer != null) {
      RtcpWriter unused = rtcp.name();
      rtcp.send();
    }
  }
}
