package org.maplebridge.recording.track;

import java.nio.ByteBuffer;

/**
 * An RTP packet in order, its counters unwrapped so that they never go back to zero.
 *
 * @param sequence unwrapped sequence number
 * @param timestamp unwrapped RTP time stamp
 * @param afterGap whether a packet before this one is missing
 */
record RtpUnit(
    long sequence,
    long timestamp,
    boolean marker,
    boolean afterGap,
    long arrivalNanos,
    ByteBuffer payload) {}
