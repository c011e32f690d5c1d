package org.maplebridge.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.maplebridge.bench.client.Audience;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.forward.LoadGenerator;
import org.maplebridge.bench.forward.LoadParticipant;
import org.maplebridge.bench.network.Talker;
import org.maplebridge.bench.process.DemoServer;

/**
 * A room whose people come and go at random, and whose sitting ends now and then for another to
 * begin. After each change everybody inside must get media. One thread only.
 */
final class SoakRoom {
  private static final Duration SITTING = Duration.ofHours(1);
  private static final int LEAVES_ONE_IN = 3;
  private static final int SITTING_ENDS_ONE_IN = 40;
  private static final int LEAST_PAUSE_MILLIS = 1000;
  private static final int MEAN_FURTHER_MILLIS = 3000;
  private static final int LONGEST_PAUSE_MILLIS = 15_000;
  private static final long FIRST_PACKET_SECONDS = 15;

  private final Setting setting;
  private final String name;
  private final int watchers;
  private final RandomGenerator random;
  private final List<String> problems = new ArrayList<>();
  private Optional<Opened> opened = Optional.empty();
  private int joins;
  private int leaves;
  private int sittings;

  /**
   * What all rooms share.
   *
   * @param numbers of the load generator's people
   * @param people in each room, the host among them
   */
  record Setting(
      DemoServer server,
      LoadGenerator load,
      LoadParticipant.Camera camera,
      AtomicInteger numbers,
      Engine engine,
      int people) {}

  /** A sitting that is running. */
  private record Opened(LoadSeat host, List<Seat> parties, Stage stage) {}

  /**
   * @param name user name of the host, who has no other room
   * @param watchers how many of the parties libwebrtc plays
   */
  SoakRoom(Setting setting, String name, int watchers, RandomGenerator random) {
    this.setting = setting;
    this.name = name;
    this.watchers = watchers;
    this.random = random;
  }

  /** Fills the room, changes it again and again for so long, and empties it. */
  void run(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    open();
    while (System.nanoTime() < end) {
      try {
        change();
      } catch (RuntimeException e) {
        problems.add("room of " + name + ": " + e);
      }
      watch(pauseMillis());
    }
    close();
  }

  private int pauseMillis() {
    double further = -Math.log(1 - random.nextDouble()) * MEAN_FURTHER_MILLIS;
    return (int) Math.min(LONGEST_PAUSE_MILLIS, LEAST_PAUSE_MILLIS + further);
  }

  private void open() {
    // Signed in anew: a session is shorter than a soak
    Staff staff = setting.server().staff(name);
    List<String> names =
        IntStream.range(1, setting.people()).mapToObj(i -> name + "的当事人" + i).toList();
    JsonNode sitting =
        staff.bookNow(staff.registerCase("进出测试", names), SITTING, Cast.mediation(names));
    String id = sitting.path("id").asText();
    Stage stage = Stage.of(setting.engine(), staff, id);
    LoadSeat host = loadSeat(staff.door(), staff.ticket(id));
    host.join();
    opened = Optional.of(new Opened(host, parties(staff, sitting, stage), stage));
    sittings++;
    opened.get().parties().forEach(this::join);
  }

  private List<Seat> parties(Staff staff, JsonNode sitting, Stage stage) {
    List<Seat> parties = new ArrayList<>();
    Door anyone = Door.of(staff.door().base());
    for (JsonNode participant : sitting.path("participants")) {
      if (participant.path("host").asBoolean()) {
        continue;
      }
      int number = parties.size();
      if (number < watchers) {
        parties.add(
            new WatcherSeat(
                () -> stage.party(number, new Talker(number, watchers), Audience.indifferent())));
      } else {
        String link = staff.link(sitting.path("id").asText(), participant.path("id").asText());
        String code = link.substring(link.lastIndexOf('/') + 1);
        JsonNode unused = Staff.acceptInvitation(anyone, code);
        parties.add(loadSeat(anyone, code));
      }
    }
    return parties;
  }

  private LoadSeat loadSeat(Door anyone, String code) {
    return new LoadSeat(
        setting.load(),
        setting.camera(),
        setting.numbers()::getAndIncrement,
        anyone,
        () -> Staff.partyTicket(anyone, code));
  }

  private LoadSeat loadSeat(Door door, JsonNode ticket) {
    return new LoadSeat(
        setting.load(), setting.camera(), setting.numbers()::getAndIncrement, door, () -> ticket);
  }

  private void change() {
    if (random.nextInt(SITTING_ENDS_ONE_IN) == 0) {
      close();
      open();
      return;
    }
    List<Seat> parties = opened.orElseThrow().parties();
    Seat seat = parties.get(random.nextInt(parties.size()));
    if (!seat.isTaken()) {
      join(seat);
    } else if (random.nextInt(LEAVES_ONE_IN) == 0) {
      leaves++;
      seat.leave(random.nextBoolean());
    }
  }

  private void join(Seat seat) {
    joins++;
    seat.join();
  }

  /** Everybody inside must hear something, and go on hearing. */
  private void watch(int millis) throws InterruptedException {
    Opened now = opened.orElseThrow();
    List<Seat> inside = now.parties().stream().filter(Seat::isTaken).toList();
    List<Seat> hearing =
        inside.isEmpty()
            ? List.of()
            : Stream.concat(Stream.of(now.host()), inside.stream()).toList();
    for (Seat seat : hearing) {
      if (!await(() -> seat.received() > 0)) {
        problems.add("room of " + name + ": somebody who came gets nothing");
      }
    }
    List<Long> before = hearing.stream().map(Seat::received).toList();
    TimeUnit.MILLISECONDS.sleep(millis);
    for (int i = 0; i < hearing.size(); i++) {
      if (hearing.get(i).received() <= before.get(i)) {
        problems.add("room of " + name + ": somebody has got nothing for " + millis + " ms");
      }
    }
  }

  private static boolean await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_PACKET_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  /** Some have left before the host ends the sitting, the others go with it. */
  private void close() {
    Opened closing = opened.orElseThrow();
    opened = Optional.empty();
    closing.host().closeSitting();
    closing.parties().stream().filter(Seat::isTaken).forEach(seat -> seat.leave(false));
    closing.stage().close();
  }

  /** How often somebody came, how often somebody went alone, and how many sittings there were. */
  Map<String, Integer> counts() {
    return Map.of("joins", joins, "leaves", leaves, "sittings", sittings);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
