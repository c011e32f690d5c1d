package org.maplebridge.bridge.receive;

import java.util.List;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.rtcp.ArrivalTimes;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtcp.TransportFeedbackWriter;

/** What a publisher is told of its streams: losses, key frames wanted, arrivals, reports. */
final class ReceiveFeedback {

  /** The sender's estimator wants arrivals several times per round trip. */
  static final long ARRIVALS_INTERVAL_NANOS = 50_000_000;

  static final long REPORT_INTERVAL_NANOS = 1_000_000_000;

  private final ReceivedSource[] sources;
  private final ArrivalTimes arrivals;
  private final RtcpChannel rtcp;
  private final MediaCounters counters;

  private final TransportFeedbackWriter feedbackWriter = new TransportFeedbackWriter();
  private final int[] lost = new int[LossWatch.CAPACITY];
  private long arrivalsSentNanos;
  private long reportSentNanos;

  ReceiveFeedback(
      List<ReceivedSource> sources,
      ArrivalTimes arrivals,
      RtcpChannel rtcp,
      MediaCounters counters) {
    this.sources = sources.toArray(ReceivedSource[]::new);
    this.arrivals = arrivals;
    this.rtcp = rtcp;
    this.counters = counters;
  }

  void tick(long now) {
    for (ReceivedSource source : sources) {
      if (source.isVideo() && source.isStarted() && source.isOpen()) {
        askForLost(source, now);
        askForKeyFrame(source, now);
      }
    }
    if (arrivals.pending() > 0 && now - arrivalsSentNanos >= ARRIVALS_INTERVAL_NANOS) {
      arrivalsSentNanos = now;
      sendArrivals();
    }
    if (now - reportSentNanos >= REPORT_INTERVAL_NANOS) {
      reportSentNanos = now;
      sendReports(now);
    }
  }

  private void askForLost(ReceivedSource source, long now) {
    LossWatch losses = source.losses();
    if (losses.missing() == 0) {
      return;
    }
    int given = losses.giveUp(now);
    if (given > 0) {
      counters.add(MediaCounter.LOST_FOR_GOOD, given);
      source.requestKeyFrame();
    }
    int count = losses.takeDue(lost, now);
    if (count > 0) {
      counters.add(MediaCounter.NACKED_OUT, count);
      RtcpWriter unused = rtcp.beginFeedback().nack(rtcp.ssrc(), source.ssrc(), lost, count);
      rtcp.send();
    }
  }

  private void askForKeyFrame(ReceivedSource source, long now) {
    if (source.keyFrames().takeDue(now)) {
      counters.count(MediaCounter.KEY_FRAME_REQUESTS_OUT);
      RtcpWriter unused = rtcp.beginFeedback().pictureLoss(rtcp.ssrc(), source.ssrc());
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

  /** Feedback on the transport names any stream of it. */
  private int anySsrc() {
    for (ReceivedSource source : sources) {
      if (source.isStarted()) {
        return source.ssrc();
      }
    }
    return 0;
  }

  private void sendReports(long now) {
    RtcpWriter writer = null;
    for (ReceivedSource source : sources) {
      if (source.statistics().isStarted()) {
        writer = writer == null ? rtcp.begin().receiverReport(rtcp.ssrc()) : writer;
        source.statistics().report(writer, source.ssrc(), now);
      }
    }
    if (writer != null) {
      RtcpWriter unused = rtcp.name();
      rtcp.send();
    }
  }
}
