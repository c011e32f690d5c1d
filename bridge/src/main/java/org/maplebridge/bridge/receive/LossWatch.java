package org.maplebridge.bridge.receive;

/**
 * Missing sequence numbers of one stream, and when to ask for each again: soon after the gap shows,
 * then at doubling intervals, the first a little longer than a round trip, until it comes, was
 * asked for too often, or would come too late to be shown (RFC 4585 section 6.2.1).
 */
final class LossWatch {

  /** Numbers missing at a time; with more, only a key frame helps. */
  static final int CAPACITY = 256;

  /** Times one number is asked for. */
  static final int MAX_TRIES = 7;

  /** Reordering is no loss: so long a missing number may take to come by itself. */
  static final long FIRST_DELAY_NANOS = 8_000_000;

  /** Until the second try while no round trip is known; longer than most within a country. */
  static final long RETRY_NANOS = 50_000_000;

  /** A picture that lacks a packet for longer is past its time: a key frame helps sooner. */
  static final long USEFUL_NANOS = 1_500_000_000;

  private static final long MIN_RETRY_NANOS = 20_000_000;
  private static final long MAX_RETRY_NANOS = 400_000_000;

  /** So much longer than a round trip: what is asked for meanwhile would come twice. */
  private static final double PATIENCE = 1.25;

  /** RFC 6298 section 2. */
  private static final double SMOOTHING = 0.125;

  // The first count entries, ascending by number
  private final long[] missing = new long[CAPACITY];
  private final long[] due = new long[CAPACITY];
  private final int[] tries = new int[CAPACITY];
  private final long[] since = new long[CAPACITY];
  private long roundTripNanos;
  private int count;
  private long highest = -1;

  /**
   * Notes a packet.
   *
   * @return false when more is missing than can be asked for; all of it is forgotten then
   */
  boolean onPacket(long extended, long now) {
    if (highest < 0) {
      highest = extended;
      return true;
    }
    if (extended <= highest) {
      remove(extended, now);
      return true;
    }
    long gap = extended - highest - 1;
    if (gap > CAPACITY - count) {
      count = 0;
      highest = extended;
      return false;
    }
    for (long i = highest + 1; i < extended; i++) {
      missing[count] = i;
      due[count] = now + FIRST_DELAY_NANOS;
      tries[count] = 0;
      since[count] = now;
      count++;
    }
    highest = extended;
    return true;
  }

  private void remove(long extended, long now) {
    for (int i = count - 1; i >= 0 && missing[i] >= extended; i--) {
      if (missing[i] == extended) {
        noteRoundTrip(i, now);
        int behind = count - i - 1;
        System.arraycopy(missing, i + 1, missing, i, behind);
        System.arraycopy(due, i + 1, due, i, behind);
        System.arraycopy(tries, i + 1, tries, i, behind);
        System.arraycopy(since, i + 1, since, i, behind);
        count--;
        return;
      }
    }
  }

  /** What came after it was asked for once tells how long that takes (RFC 6298 section 3). */
  private void noteRoundTrip(int i, long now) {
    if (tries[i] == 1) {
      long sample = now - since[i] - FIRST_DELAY_NANOS;
      roundTripNanos =
          roundTripNanos == 0
              ? Math.max(1, sample)
              : (long) ((1 - SMOOTHING) * roundTripNanos + SMOOTHING * sample);
    }
  }

  private long retryNanos() {
    return roundTripNanos == 0
        ? RETRY_NANOS
        : Math.clamp((long) (PATIENCE * roundTripNanos), MIN_RETRY_NANOS, MAX_RETRY_NANOS);
  }

  /**
   * Takes the numbers to ask for now.
   *
   * @param into at least {@link #CAPACITY} long; gets 16-bit numbers, ascending
   * @return how many
   */
  int takeDue(int[] into, long now) {
    int taken = 0;
    for (int i = 0; i < count; i++) {
      if (due[i] - now <= 0 && tries[i] < MAX_TRIES) {
        into[taken++] = (int) (missing[i] & 0xFFFF);
        due[i] = now + Math.min(retryNanos() << tries[i], MAX_RETRY_NANOS);
        tries[i]++;
      }
    }
    return taken;
  }

  /** Forgets numbers asked for in vain, and returns how many there were. */
  int giveUp(long now) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      boolean useful = now - since[i] < USEFUL_NANOS;
      if (useful && (tries[i] < MAX_TRIES || due[i] - now > 0)) {
        missing[kept] = missing[i];
        due[kept] = due[i];
        tries[kept] = tries[i];
        since[kept] = since[i];
        kept++;
      }
    }
    int gone = count - kept;
    count = kept;
    return gone;
  }

  int missing() {
    return count;
  }

  /** Forgets all. */
  void reset() {
    count = 0;
    highest = -1;
  }
}
