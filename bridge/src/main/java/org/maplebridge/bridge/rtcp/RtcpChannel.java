package org.maplebridge.bridge.rtcp;

import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;

/** Our side of one connection's RTCP: whole compounds under one SSRC and canonical name. */
public final class RtcpChannel {

  private final RtcpOutput output;
  private final MediaCounters counters;
  private final int ssrc;
  private final byte[] cname;
  private final RtcpWriter writer;

  /**
   * @param ssrc ours, for reports and feedback
   * @param cname at most 255 bytes
   * @param tailRoom free bytes the output needs behind a compound
   */
  public RtcpChannel(
      RtcpOutput output, MediaCounters counters, int ssrc, byte[] cname, int tailRoom) {
    this.output = output;
    this.counters = counters;
    this.ssrc = ssrc;
    this.cname = cname;
    writer = new RtcpWriter(tailRoom);
  }

  public int ssrc() {
    return ssrc;
  }

  /**
   * Begins a compound with what feedback must follow: an empty report and our name (RFC 4585
   * section 3.1). Reduced-size RTCP would need negotiation (RFC 5506).
   */
  public RtcpWriter beginFeedback() {
    return writer.reset().receiverReport(ssrc).canonicalName(ssrc, cname);
  }

  /** Begins a compound whose report the caller writes. */
  public RtcpWriter begin() {
    return writer.reset();
  }

  /** Our name, for a compound begun by {@link #begin()}. */
  public RtcpWriter name() {
    return writer.canonicalName(ssrc, cname);
  }

  /** Sends the compound begun last. */
  public void send() {
    counters.count(MediaCounter.RTCP_OUT);
    output.send(writer.buffer(), 0, writer.length());
  }
}
