package org.maplebridge.bridge.api;

import java.time.Duration;

/**
 * What the bridge measured of a connection over the last seconds.
 *
 * @param roundTrip from RTCP, zero where unknown
 * @param receiveLossRatio lost share of what the peer sent, 0 to 1
 * @param sendLossRatio lost share of what we sent, 0 to 1
 * @param receiveBps from the peer, bits per second
 * @param sendBps to the peer, bits per second
 * @param estimateBps what the path to the peer carries, bits per second; 0 where unknown
 */
public record EndpointQuality(
    Duration roundTrip,
    double receiveLossRatio,
    double sendLossRatio,
    long receiveBps,
    long sendBps,
    long estimateBps) {}
