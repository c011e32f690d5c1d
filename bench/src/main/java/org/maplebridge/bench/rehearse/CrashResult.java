package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * What SIGKILL did to a recording.
 *
 * @param kills how many there were
 * @param seed of the moments
 * @param tracks files of the recording
 * @param losses of each track that was being written when a kill came, in seconds: from the last
 *     media it holds to the kill
 * @param brokenLedgers kills after which the ledger's chain did not hold as it lay on the disk
 * @param interruptions gaps the seal names as interruptions
 * @param verified what {@code maple verify} says of the sealed folder
 * @param viewingSeconds of the viewing copy, by decoding it
 */
record CrashResult(
    int kills,
    long seed,
    int tracks,
    List<Double> losses,
    int brokenLedgers,
    int interruptions,
    boolean verified,
    double viewingSeconds) {

  private static final double MOST_SECONDS = 2;

  CrashResult {
    losses = List.copyOf(losses);
  }

  @JsonProperty
  double maxLossSeconds() {
    return losses.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  @JsonProperty
  boolean ok() {
    return maxLossSeconds() <= MOST_SECONDS
        && brokenLedgers == 0
        && interruptions == kills
        && verified
        && viewingSeconds > 0;
  }

  String readable() {
    double median = losses.stream().sorted().skip(losses.size() / 2).findFirst().orElse(Double.NaN);
    return String.format(
        Locale.ROOT,
        "%d kills (seed %d), %d tracks: %d losses, median %.2f s, most %.2f s; %d broken ledgers, "
            + "%d interruptions named, %s, viewing copy of %.1f s",
        kills,
        seed,
        tracks,
        losses.size(),
        median,
        maxLossSeconds(),
        brokenLedgers,
        interruptions,
        verified ? "verified" : "NOT VERIFIED",
        viewingSeconds);
  }
}
