package org.maplebridge.bench.soak;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * What a soak showed.
 *
 * @param before what the server held when the rooms had been filled and emptied for the first time
 * @param after what it held at the end
 * @param peakResidentKb most memory meanwhile
 * @param occupants what the server said was left when all had gone; empty for nothing
 * @param offered packets received, each times the streams it was for
 * @param forwarded of them, those that left
 * @param dropped of them, those that did not, by the sum of all reasons
 * @param lost packets that did not arrive at the load generator
 * @param stuck what went wrong in a room
 */
record SoakResult(
    int rooms,
    int people,
    long seconds,
    long seed,
    int joins,
    int leaves,
    int sittings,
    Holding before,
    Holding after,
    long peakResidentKb,
    String occupants,
    long offered,
    long forwarded,
    long dropped,
    long received,
    long lost,
    long undecryptable,
    List<String> stuck) {

  /** Caches, tables that grew once, code that was compiled meanwhile. */
  private static final long SPARE_HEAP_KB = 8 << 10;

  private static final long SPARE_BUFFERS_KB = 8 << 10;
  private static final int SPARE_FILES = 8;
  private static final int SPARE_THREADS = 8;

  SoakResult {
    stuck = List.copyOf(stuck);
  }

  @JsonProperty
  boolean ok() {
    return problems().isEmpty();
  }

  /** Everything that should not have been, each in a sentence. */
  @JsonProperty
  List<String> problems() {
    List<String> problems = new ArrayList<>(stuck);
    grown(problems, "heap (KB)", before.heapKb(), after.heapKb(), SPARE_HEAP_KB);
    grown(problems, "buffers (KB)", before.buffersKb(), after.buffersKb(), SPARE_BUFFERS_KB);
    grown(problems, "open files", before.files(), after.files(), SPARE_FILES);
    grown(problems, "threads", before.threads(), after.threads(), SPARE_THREADS);
    if (!occupants.isEmpty()) {
      problems.add("all have gone, and the server still has " + occupants);
    }
    if (offered == 0 || offered != forwarded + dropped) {
      problems.add(
          "%d packets were for somebody, but %d left and %d were dropped for a reason"
              .formatted(offered, forwarded, dropped));
    }
    if (undecryptable > 0) {
      problems.add(undecryptable + " packets could not be decrypted");
    }
    return problems;
  }

  private static void grown(
      List<String> problems, String what, long before, long after, long spare) {
    if (after > before + spare) {
      problems.add("%s grew from %d to %d".formatted(what, before, after));
    }
  }
}
