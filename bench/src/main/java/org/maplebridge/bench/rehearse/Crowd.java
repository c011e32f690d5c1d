package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.forward.LoadGenerator;
import org.maplebridge.bench.forward.LoadParticipant;
import org.maplebridge.bench.forward.LoadStats;

/** Many who come by a lecture's open address; their media is played by a load generator. */
final class Crowd implements AutoCloseable {
  /** How many come in at the same time. */
  private static final int ABREAST = 8;

  private static final int CONNECT_SECONDS = 30;
  private static final int LOOK_MILLIS = 5;

  private final Door anyone;
  private final String code;
  private final LoadGenerator load;
  private final List<LoadParticipant> people = new ArrayList<>();
  private double[] joinedMillis = {};

  private Crowd(Door anyone, String code, LoadGenerator load) {
    this.anyone = anyone;
    this.code = code;
    this.load = load;
  }

  /**
   * @param code of the lecture's open address
   */
  static Crowd at(Door anyone, String code) {
    return new Crowd(anyone, code, LoadGenerator.start(LoadGenerator.ownCommand()));
  }

  /** What somebody does at the open address; answers the code of their own link. */
  static String introduce(Door anyone, String code, String name, String village) {
    return anyone
        .post("/api/lectures/" + code + "/listeners", Map.of("name", name, "village", village))
        .path("code")
        .asText();
  }

  /** Brings them in, some abreast, and waits until media reach each of them. */
  void comeIn(int count) {
    joinedMillis = new double[count];
    List<Callable<LoadParticipant>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      all.add(() -> comeInAs(number));
    }
    try (ExecutorService abreast =
        Executors.newFixedThreadPool(ABREAST, Thread.ofVirtual().factory())) {
      for (Future<LoadParticipant> one : abreast.invokeAll(all)) {
        people.add(one.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a viewer could not come in", e);
    }
    Arrays.sort(joinedMillis);
  }

  private LoadParticipant comeInAs(int number) throws InterruptedException {
    long clicked = System.nanoTime();
    String own = introduce(anyone, code, "", "");
    Staff.acceptInvitation(anyone, own);
    JsonNode ticket = Staff.partyTicket(anyone, own);
    LoadParticipant viewer = LoadParticipant.enter(load, number, anyone, ticket);
    viewer.receive();
    long deadline = clicked + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS);
    while (!viewer.isReceiving()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("viewer " + number + " has no media");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    joinedMillis[number] = (System.nanoTime() - clicked) / 1e6;
    return viewer;
  }

  LoadParticipant anybody() {
    return people.getFirst();
  }

  LoadStats stats() {
    return load.stats();
  }

  /** How long a share of them took at most, milliseconds. */
  double joinMillis(double share) {
    return joinedMillis.length == 0
        ? 0
        : joinedMillis[(int) Math.ceil(share * joinedMillis.length) - 1];
  }

  @Override
  public void close() {
    people.forEach(LoadParticipant::close);
    load.close();
  }
}
