package org.maplebridge.bench.forward;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.forward.ForwardResult.Window;
import org.maplebridge.bench.process.DemoServer;
import org.maplebridge.bench.process.ServerSettings;

/** Fills a room with peers of a load generator and watches the server's process. */
final class ForwardBench {
  private static final Duration SITTING = Duration.ofHours(1);

  private final Staff staff;
  private final long serverPid;
  private final Plan plan;

  /**
   * How to measure.
   *
   * @param generator the load generator's command line
   * @param floor the floor program, where there is one
   * @param warmUp before the first window
   * @param windows how many are measured
   * @param seconds of each window
   */
  record Plan(
      List<String> generator,
      Optional<Floor> floor,
      LoadParticipant.Camera camera,
      WarmUp warmUp,
      int windows,
      int seconds) {

    Plan {
      generator = List.copyOf(generator);
    }
  }

  /** The server to be measured, which listens where the load generator sends. */
  static DemoServer serve(Path data, ServerSettings settings) {
    return DemoServer.start(data, 0, settings.onLoopback());
  }

  ForwardBench(Staff staff, long serverPid, Plan plan) {
    this.staff = staff;
    this.serverPid = serverPid;
    this.plan = plan;
  }

  ForwardResult run(Topology topology, SrtpChoice srtp) throws InterruptedException {
    List<String> command = new ArrayList<>(plan.generator());
    if (srtp == SrtpChoice.GCM) {
      command.add("gcm");
    }
    List<LoadParticipant> people = new ArrayList<>();
    try (LoadGenerator load = LoadGenerator.start(command)) {
      WarmUp.Outcome warm;
      List<Window> windows;
      try {
        fill(load, topology, people);
        load.awaitConnected(topology.senders() + topology.receivers());
        warm = plan.warmUp().await(serverPid);
        windows = measure(load);
        people.getFirst().closeSitting();
      } finally {
        people.reversed().forEach(LoadParticipant::close);
      }
      OptionalDouble floor =
          plan.floor().isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(plan.floor().get().micros(topology, srtp));
      return ForwardResult.of(topology, srtp, warm, windows, floor);
    }
  }

  private void fill(LoadGenerator load, Topology topology, List<LoadParticipant> people) {
    List<String> names = IntStream.range(0, topology.parties()).mapToObj(i -> "测试" + i).toList();
    JsonNode sitting =
        staff.bookNow(staff.registerCase("转发测试", names), SITTING, Cast.mediation(names));
    String id = sitting.path("id").asText();
    Door anyone = Door.of(staff.door().base());
    people.add(LoadParticipant.enter(load, 0, staff.door(), staff.ticket(id)));
    people.getFirst().publish(plan.camera());
    for (JsonNode participant : sitting.path("participants")) {
      if (participant.path("host").asBoolean()) {
        continue;
      }
      JsonNode ticket = partyTicket(anyone, id, participant.path("id").asText());
      people.add(LoadParticipant.enter(load, people.size(), anyone, ticket));
      if (topology.everybodySends()) {
        people.getLast().publish(plan.camera());
      } else {
        people.getLast().receive();
      }
    }
    if (topology.everybodySends()) {
      people.forEach(LoadParticipant::receive);
    }
  }

  private JsonNode partyTicket(Door anyone, String sittingId, String participantId) {
    String link = staff.link(sittingId, participantId);
    String code = link.substring(link.lastIndexOf('/') + 1);
    Staff.acceptInvitation(anyone, code);
    return Staff.partyTicket(anyone, code);
  }

  private List<Window> measure(LoadGenerator load) throws InterruptedException {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < plan.windows(); i++) {
      load.tell("resetlat");
      LoadStats before = load.stats();
      ProcessUsage busyBefore = ProcessUsage.of(serverPid);
      TimeUnit.SECONDS.sleep(plan.seconds());
      windows.add(Window.between(before, load.stats(), busyBefore, ProcessUsage.of(serverPid)));
    }
    return windows;
  }
}
