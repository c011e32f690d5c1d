package org.maplebridge.bridge.congestion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * A sender that follows an estimator, a bottleneck with a queue, and a receiver that reports every
 * 100 ms, in a time of their own. The receiver's clock has another zero.
 */
final class SimulatedLink {

  private static final long MILLI = 1_000_000;
  private static final long REPORT_EVERY = 100 * MILLI;
  private static final long QUEUE = 300 * MILLI;
  private static final long CLOCK_OFFSET_MICROS = 77_000_000;
  private static final int BYTES = 1000;
  private static final double PACE = 1.25;
  private static final double LONGEST_WAIT_SECONDS = 0.3;

  private record Packet(int sequence, long arrival) {}

  /** What the way takes without a queue. */
  long oneWayNanos = 20 * MILLI;

  long now() {
    return now;
  }

  /** Each packet's own delay, between zero and this: packets overtake one another. */
  long jitterNanos;

  final GoogleCongestionControl control = new GoogleCongestionControl();
  private final Random random;
  private final List<Packet> unreported = new ArrayList<>();
  private final Queue<Runnable> reports = new ArrayDeque<>();
  private final Queue<Long> reportTimes = new ArrayDeque<>();
  long capacityBps;
  double loss;

  /** Packets that found the queue full. */
  int overflowed;

  boolean dark;

  /** What the sender would send at most: an application that has no more. */
  long demandBps = Long.MAX_VALUE;

  private long now = MILLI;
  private long freeAt;
  private double owedBytes;
  private double paceBytes;
  private int sequence;

  /** Of what was sent since the start. */
  long sentBytes;

  private long reportedAt;

  SimulatedLink(long capacityBps, long seed) {
    this.capacityBps = capacityBps;
    random = new Random(seed);
  }

  /** Lets time pass. */
  void run(double seconds) {
    long end = now + (long) (seconds * 1e9);
    while (now < end) {
      now += MILLI;
      send();
      if (now - reportedAt >= REPORT_EVERY) {
        reportedAt = now;
        report();
      }
      while (!reportTimes.isEmpty() && reportTimes.peek() <= now) {
        long unused = reportTimes.remove();
        reports.remove().run();
      }
      control.tick(now);
    }
  }

  private void send() {
    long target = control.targetBps();
    double bps = Math.min(target == 0 ? GoogleCongestionControl.START_BPS : target, demandBps);
    // What cannot leave soon is held back
    owedBytes = Math.min(owedBytes + bps / 8 / 1000, bps / 8 * LONGEST_WAIT_SECONDS);
    paceBytes = Math.min(paceBytes + PACE * bps / 8 / 1000, BYTES);
    while (owedBytes >= BYTES && paceBytes >= 0 && control.roomBytes() > 0) {
      owedBytes -= BYTES;
      paceBytes -= BYTES;
      sentBytes += BYTES;
      sequence = (sequence + 1) & 0xFFFF;
      control.onSent(sequence, BYTES, false, now);
      long start = Math.max(now, freeAt);
      boolean full = start - now > QUEUE;
      overflowed += full ? 1 : 0;
      if (!full && !dark && random.nextDouble() >= loss) {
        freeAt = start + (long) (BYTES * 8e9 / capacityBps);
        long jitter = (long) (random.nextDouble() * jitterNanos);
        unreported.add(new Packet(sequence, freeAt + oneWayNanos + jitter));
      }
    }
  }

  /** The receiver tells of everything up to the newest it has. */
  private void report() {
    List<Packet> come = unreported.stream().filter(p -> p.arrival <= now).toList();
    if (come.isEmpty() || dark) {
      return;
    }
    unreported.removeAll(come);
    // What came late is told of again, and so is what came between
    int first = Math.min(lastReported + 1, come.getFirst().sequence());
    int last = Math.max(lastReported, come.getLast().sequence());
    lastReported = last;
    reportTimes.add(now + oneWayNanos);
    reports.add(() -> tell(first, last, come));
  }

  private int lastReported;

  private void tell(int first, int last, List<Packet> come) {
    int next = 0;
    for (int i = first; ((last - i) & 0xFFFF) < 0x8000; i++) {
      int number = i & 0xFFFF;
      boolean received = next < come.size() && come.get(next).sequence() == number;
      long micros = received ? come.get(next).arrival() / 1000 + CLOCK_OFFSET_MICROS : 0;
      next += received ? 1 : 0;
      control.onStatus(number, received, micros);
    }
    control.onFeedbackEnd(2 * oneWayNanos, now);
  }

  /** The estimate as a share of the capacity. */
  double share() {
    return (double) control.targetBps() / capacityBps;
  }
}
