package org.maplebridge.bench.network;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.Audience;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.network.Impairment.Checkpoint;
import org.maplebridge.bench.network.NetworkResult.StepResult;
import org.maplebridge.signaling.protocol.ServerMessage;

/**
 * People in a room, one of them behind a bad network. Pictures are small (480×270, 15 a second, two
 * encodings) so that the codecs leave the processor to the network.
 */
final class NetworkBench {
  private static final int MOST_PARTIES = 5;
  private static final int FIRST_FRAME_SECONDS = 20;

  /** Before a network turns bad the conversation flows. */
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final Staff staff;
  private final String sittingId;

  private NetworkBench(Staff staff, String sittingId) {
    this.staff = staff;
    this.sittingId = sittingId;
  }

  /** Books the sitting all impairments are measured in, one after the other. */
  static NetworkBench book(Staff staff) {
    List<String> parties = IntStream.range(0, MOST_PARTIES).mapToObj(i -> "测试" + i).toList();
    try (Engine engine = new Engine();
        Stage stage = Stage.book(engine, staff, "网络测试", Cast.mediation(parties))) {
      return new NetworkBench(staff, stage.sittingId());
    }
  }

  /**
   * @param seed of what the network loses
   */
  NetworkResult run(Impairment impairment, long seed) throws IOException, InterruptedException {
    int people = impairment.people();
    try (Engine engine = new Engine();
        Relay relay = new Relay(impairment.up(), impairment.down(), seed);
        Stage stage = Stage.of(engine, staff, sittingId)) {
      stage.host(new Talker(0, people), Audience.absent());
      Optional<Attendee> other = Optional.empty();
      for (int i = 1; i < people; i++) {
        boolean watches = impairment.watchesOthers() && i == 1;
        Audience audience = watches ? Audience.indifferent() : Audience.absent();
        Attendee talker = stage.party(i - 1, new Talker(i, people), audience);
        other = watches ? Optional.of(talker) : other;
      }
      NetworkResult result = measure(impairment, relay, stage, other);
      stage.attendees().reversed().forEach(Attendee::leave);
      return result;
    }
  }

  private NetworkResult measure(
      Impairment impairment, Relay relay, Stage stage, Optional<Attendee> other)
      throws InterruptedException {
    // The host is one of the people, so the next party's number is one less.
    int number = impairment.people() - 1;
    PictureClock pictures = new PictureClock();
    DownlinkEstimate estimate = new DownlinkEstimate();
    if (impairment.always()) {
      relay.start();
    }
    Attendee receiver =
        stage.party(
            number,
            new Talker(number + 1, number + 1),
            pictures,
            relay,
            message -> {
              estimate.note(message);
              pictures.note(message);
            });
    receiver.firstFrame().orTimeout(FIRST_FRAME_SECONDS, TimeUnit.SECONDS).join();
    List<Map<String, Object>> before = List.of();
    if (!impairment.always()) {
      TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
      before = receiver.receptionStatistics();
    }
    List<Map<String, Object>> othersBefore =
        other.map(Attendee::receptionStatistics).orElse(List.of());
    pictures.begin();
    if (!impairment.always()) {
      relay.start();
    }
    long start = System.nanoTime();
    List<StepResult> steps = follow(impairment, start, pictures, estimate);
    double seconds = (System.nanoTime() - start) / 1e9;
    pictures.end();
    List<Map<String, Object>> after = receiver.receptionStatistics();
    Reading reading = Reading.between(before, after, seconds);
    Optional<Reading> others =
        other.map(o -> Reading.between(othersBefore, o.receptionStatistics(), seconds));
    return result(impairment, reading, steps, pictures, estimate.bps(), others);
  }

  /**
   * Waits through the impairment, reading the estimate at its checkpoints; through a black-out
   * until every picture moves again.
   */
  private static List<StepResult> follow(
      Impairment impairment, long start, PictureClock pictures, DownlinkEstimate estimate)
      throws InterruptedException {
    List<StepResult> steps = new ArrayList<>();
    Duration end = Duration.ofSeconds(impairment.seconds());
    Optional<Duration> back = impairment.backAt();
    if (back.isPresent()) {
      sleepUntil(start, back.get());
      pictures.networkIsBack();
      while (pictures.recoverySeconds().isEmpty() && System.nanoTime() - start < end.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      return steps;
    }
    for (Checkpoint point : impairment.checkpoints()) {
      sleepUntil(start, point.at());
      steps.add(new StepResult(point.capacityBps(), estimate.bps()));
    }
    sleepUntil(start, end);
    return steps;
  }

  private static void sleepUntil(long start, Duration since) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(start + since.toNanos() - System.nanoTime());
  }

  private static NetworkResult result(
      Impairment impairment,
      Reading reading,
      List<StepResult> steps,
      PictureClock pictures,
      long lastEstimateBps,
      Optional<Reading> others) {
    Optional<StepResult> worst =
        steps.stream().max(Comparator.comparingDouble(s -> Math.abs(Math.log(s.share()))));
    Optional<Double> recovery =
        impairment.backAt().map(b -> pictures.recoverySeconds().orElse(Double.POSITIVE_INFINITY));
    return new NetworkResult(
        impairment.name(),
        reading.concealedRatio(),
        pictures.mean(SeenPicture::frozenSeconds),
        pictures.mean(SeenPicture::pausedSeconds),
        reading.fps(),
        reading.pictures(),
        worst.map(StepResult::estimateBps).orElse(lastEstimateBps),
        worst.map(StepResult::capacityBps).orElse(null),
        recovery.orElse(null),
        steps,
        others.orElse(null));
  }

  /** The server's newest word on the downlink. */
  private static final class DownlinkEstimate {
    private volatile long bps;

    void note(ServerMessage message) {
      if (message instanceof ServerMessage.Quality quality) {
        bps = quality.downlinkBps().orElse(bps);
      }
    }

    long bps() {
      return bps;
    }
  }
}
