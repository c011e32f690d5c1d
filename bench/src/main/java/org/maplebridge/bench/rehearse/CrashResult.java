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
 * @param afterKills what was on the disk after each
 * @param interruptions gaps the seal names as interruptions
 * @param verified what {@code maple verify} says of the folder sealed at the end
 * @param viewingSeconds of its viewing copy, by decoding it
 */
record CrashResult(
    int kills,
    long seed,
    int tracks,
    List<AfterKill> afterKills,
    int interruptions,
    boolean verified,
    double viewingSeconds) {

  private static final double MOST_SECONDS = 2;

  CrashResult {
    afterKills = List.copyOf(afterKills);
  }

  /**
   * A recording that ended with a kill.
   *
   * @param lossSeconds of the track that lost most, from its last media to the kill
   * @param chained whether the ledger's chain held as it lay on the disk
   * @param verified whether ledger and files verify once it is sealed
   * @param copySeconds how long its viewing copy should be
   * @param playedSeconds how long it is when it is decoded
   */
  record AfterKill(
      double lossSeconds,
      boolean chained,
      boolean verified,
      double copySeconds,
      double playedSeconds) {
    private static final double TOLERATED_SECONDS = 0.2;

    @JsonProperty
    boolean ok() {
      return lossSeconds <= MOST_SECONDS
          && chained
          && verified
          && playedSeconds > 0
          && Math.abs(playedSeconds - copySeconds) < TOLERATED_SECONDS;
    }
  }

  @JsonProperty
  double maxLossSeconds() {
    return afterKills.stream().mapToDouble(AfterKill::lossSeconds).max().orElse(Double.NaN);
  }

  @JsonProperty
  boolean ok() {
    return afterKills.size() == kills
        && afterKills.stream().allMatch(AfterKill::ok)
        && interruptions == kills
        && verified
        && viewingSeconds > 0;
  }

  String readable() {
    double median =
        afterKills.stream()
            .mapToDouble(AfterKill::lossSeconds)
            .sorted()
            .skip(afterKills.size() / 2)
            .findFirst()
            .orElse(Double.NaN);
    return String.format(
        Locale.ROOT,
        "%d kills (seed %d), %d tracks: loss of the worst track %.2f s as a median, %.2f s at most;"
            + " %d of %d copies taken after a kill verify and play; %d interruptions named, %s,"
            + " viewing copy of %.1f s",
        kills,
        seed,
        tracks,
        median,
        maxLossSeconds(),
        afterKills.stream().filter(AfterKill::ok).count(),
        kills,
        interruptions,
        verified ? "verified" : "NOT VERIFIED",
        viewingSeconds);
  }
}
