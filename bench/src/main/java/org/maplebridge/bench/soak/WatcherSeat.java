package org.maplebridge.bench.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.maplebridge.bench.client.Attendee;

/** A place whose people libwebrtc plays: real encoders, real decoders. */
final class WatcherSeat implements Seat {
  private final Supplier<Attendee> people;
  private Optional<Attendee> person = Optional.empty();

  /** The most packets told of each stream: of one that has ended nothing is told any more. */
  private final Map<Object, Long> packets = new HashMap<>();

  /**
   * @param people each of them in the room already
   */
  WatcherSeat(Supplier<Attendee> people) {
    this.people = people;
  }

  @Override
  public void join() {
    packets.clear();
    person = Optional.of(people.get());
  }

  @Override
  public void leave(boolean orderly) {
    Attendee leaving = person.orElseThrow();
    person = Optional.empty();
    if (orderly) {
      leaving.leave();
    }
    leaving.close();
  }

  @Override
  public boolean isTaken() {
    return person.isPresent();
  }

  @Override
  public long received() {
    for (Map<String, Object> stream : person.orElseThrow().receptionStatistics()) {
      if (stream.get("ssrc") instanceof Number ssrc
          && stream.get("packetsReceived") instanceof Number received) {
        packets.merge(ssrc, received.longValue(), Math::max);
      }
    }
    return packets.values().stream().mapToLong(Long::longValue).sum();
  }
}
