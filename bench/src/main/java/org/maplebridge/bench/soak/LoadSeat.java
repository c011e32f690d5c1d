package org.maplebridge.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.forward.LoadGenerator;
import org.maplebridge.bench.forward.LoadParticipant;

/** A place whose people the load generator plays, each time another one. */
final class LoadSeat implements Seat {
  private final LoadGenerator load;
  private final LoadParticipant.Camera camera;
  private final Supplier<Integer> numbers;
  private final Door door;
  private final Supplier<JsonNode> tickets;
  private Optional<LoadParticipant> person = Optional.empty();

  /**
   * @param numbers a fresh one for each person
   * @param tickets a fresh one for each time
   */
  LoadSeat(
      LoadGenerator load,
      LoadParticipant.Camera camera,
      Supplier<Integer> numbers,
      Door door,
      Supplier<JsonNode> tickets) {
    this.load = load;
    this.camera = camera;
    this.numbers = numbers;
    this.door = door;
    this.tickets = tickets;
  }

  @Override
  public void join() {
    LoadParticipant entered = LoadParticipant.enter(load, numbers.get(), door, tickets.get());
    person = Optional.of(entered);
    try {
      entered.publish(camera);
      entered.receive();
    } catch (RuntimeException e) {
      // Said once; the place is free for somebody else
      leave(false);
      throw e;
    }
  }

  @Override
  public void leave(boolean orderly) {
    LoadParticipant leaving = person.orElseThrow();
    person = Optional.empty();
    if (orderly) {
      leaving.leave();
    }
    leaving.close();
    leaving.endMedia();
  }

  /** The host ends the sitting and goes with it. */
  void closeSitting() {
    person.orElseThrow().closeSitting();
    leave(false);
  }

  @Override
  public boolean isTaken() {
    return person.isPresent();
  }

  @Override
  public long received() {
    return person.orElseThrow().packetsReceived();
  }
}
