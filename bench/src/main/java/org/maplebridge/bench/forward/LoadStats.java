package org.maplebridge.bench.forward;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the load generator has counted so far.
 *
 * @param micros its clock
 * @param received RTP packets that arrived at all peers
 * @param expected packets that should have arrived, by sequence numbers
 * @param arrived those of them that did
 * @param undecryptable packets that did not authenticate, of the peers that check
 * @param p50Micros from the sender's stamp to the receiver, since the last reset
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoadStats(
    @JsonProperty("t") long micros,
    @JsonProperty("rtp_rx") long received,
    @JsonProperty("exp") long expected,
    @JsonProperty("rcv") long arrived,
    @JsonProperty("dec_fail") long undecryptable,
    @JsonProperty("cpu_us") long cpuMicros,
    @JsonProperty("p50_us") long p50Micros,
    @JsonProperty("p99_us") long p99Micros) {}
