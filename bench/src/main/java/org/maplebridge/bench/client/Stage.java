package org.maplebridge.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.maplebridge.bench.content.Media;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.ServerMessage;

/** A booked sitting whose people are played by programs: the host and the parties by link. */
public final class Stage implements AutoCloseable {
  private static final int JOIN_SECONDS = 30;

  private final Engine engine;
  private final Staff staff;
  private final JsonNode registered;
  private final JsonNode sitting;

  /** Links the guests hold already; empty where fresh ones are made. */
  private final List<String> codes;

  private final List<Attendee> attendees = new ArrayList<>();

  /** The code of each guest's newest link, by their number. */
  private final Map<Integer, String> used = new HashMap<>();

  private Stage(
      Engine engine, Staff staff, JsonNode registered, JsonNode sitting, List<String> codes) {
    this.engine = engine;
    this.staff = staff;
    this.registered = registered;
    this.sitting = sitting;
    this.codes = codes;
  }

  /** Registers a case with these parties and books a sitting from now on. */
  public static Stage book(Engine engine, Staff staff, String title, Cast cast) {
    JsonNode registered = staff.registerCase(title, cast.names());
    JsonNode sitting = staff.bookNow(registered, Duration.ofHours(1), cast);
    return new Stage(engine, staff, registered, sitting, List.of());
  }

  /** A stage in a sitting that is booked already. */
  public static Stage of(Engine engine, Staff staff, String sittingId) {
    JsonNode sitting = staff.door().get("/api/sittings/" + sittingId);
    JsonNode registered = staff.door().get("/api/cases/" + sitting.path("caseId").asText());
    return new Stage(engine, staff, registered, sitting, List.of());
  }

  /** A stage in a sitting of no case, whose guests hold these links. */
  public static Stage held(Engine engine, Staff staff, String sittingId, List<String> codes) {
    JsonNode sitting = staff.door().get("/api/sittings/" + sittingId);
    return new Stage(engine, staff, sitting, sitting, codes);
  }

  /**
   * Says hello with a guest's link and goes again.
   *
   * @throws DoorException as the server refuses it
   */
  public static void tryDoor(Door anyone, String code) {
    Staff.acceptInvitation(anyone, code);
    sayHello(anyone, Staff.partyTicket(anyone, code));
  }

  /** Says hello with an account and goes again. */
  public static void tryDoor(Staff staff, String sittingId) {
    sayHello(staff.door(), staff.ticket(sittingId));
  }

  private static void sayHello(Door door, JsonNode ticket) {
    SittingSocket socket = SittingSocket.open(door, ticket.path("socket").asText(), message -> {});
    try {
      socket.call(ref -> new ClientMessage.Hello(ref, 1, ticket.path("ticket").asText(), false));
    } finally {
      socket.close();
    }
  }

  public String sittingId() {
    return sitting.path("id").asText();
  }

  public JsonNode registered() {
    return registered;
  }

  public List<Attendee> attendees() {
    return List.copyOf(attendees);
  }

  /**
   * Brings the host in, and waits until the host is in the room. The host admits whoever knocks.
   */
  public Attendee host(Media media, Audience audience) {
    CompletableFuture<Attendee> self = new CompletableFuture<>();
    Attendee host =
        new Attendee(
            engine,
            staff.door(),
            participant(true, 0).path("name").asText(),
            () -> staff.ticket(sittingId()),
            media,
            audience,
            MediaPath.direct(),
            message -> admitWaiting(self, message));
    self.complete(host);
    return in(host);
  }

  /**
   * Brings the party in by a fresh link.
   *
   * @param number counts the parties from 0
   */
  public Attendee party(int number, Media media, Audience audience) {
    return party(number, media, audience, MediaPath.direct(), message -> {});
  }

  /** Brings the party in like {@link #party(int, Media, Audience)}, by another way. */
  public Attendee party(
      int number,
      Media media,
      Audience audience,
      MediaPath path,
      Consumer<ServerMessage> observer) {
    JsonNode participant = participant(false, number);
    String code = codes.isEmpty() ? freshCode(participant) : codes.get(number);
    used.put(number, code);
    Door anyone = Door.of(staff.door().base());
    Staff.acceptInvitation(anyone, code);
    Attendee party =
        new Attendee(
            engine,
            anyone,
            participant.path("name").asText(),
            () -> Staff.partyTicket(anyone, code),
            media,
            audience,
            path,
            observer);
    return in(party);
  }

  /** The code of the link a party came in by. */
  public String joinCode(int number) {
    return Optional.ofNullable(used.get(number)).orElseThrow();
  }

  private String freshCode(JsonNode participant) {
    String link = staff.link(sittingId(), participant.path("id").asText());
    return link.substring(link.lastIndexOf('/') + 1);
  }

  /** Brings in a member of staff who takes part beside the host. */
  public Attendee colleague(Staff colleague, Media media, Audience audience) {
    return in(
        new Attendee(
            engine,
            colleague.door(),
            nameOf(colleague.door().staffId()),
            () -> colleague.ticket(sittingId()),
            media,
            audience,
            MediaPath.direct(),
            message -> {}));
  }

  /** Brings in somebody who came by a link of their own, and sees what they are told. */
  public Attendee listener(
      String name, String code, Audience audience, Consumer<ServerMessage> observer) {
    Door anyone = Door.of(staff.door().base());
    Staff.acceptInvitation(anyone, code);
    return in(
        new Attendee(
            engine,
            anyone,
            name,
            () -> Staff.partyTicket(anyone, code),
            Media.none(),
            audience,
            MediaPath.direct(),
            observer));
  }

  /** Asked anew: colleagues are called in while it runs. */
  private String nameOf(String personId) {
    JsonNode now = staff.door().get("/api/sittings/" + sittingId());
    for (JsonNode participant : now.path("participants")) {
      if (participant.path("personId").asText().equals(personId)) {
        return participant.path("name").asText();
      }
    }
    throw new IllegalArgumentException("the sitting has no such member of staff");
  }

  /** How many parties the sitting has. */
  public int parties() {
    int all = 0;
    for (JsonNode participant : sitting.path("participants")) {
      all += participant.path("host").asBoolean() ? 0 : 1;
    }
    return all;
  }

  public String partyName(int number) {
    return participant(false, number).path("name").asText();
  }

  /** A fresh join link of a party, for a person to open. */
  public String joinAddress(int number) {
    return staff.link(sittingId(), participant(false, number).path("id").asText());
  }

  /** Off the socket's thread, which has to stay free for the answer. */
  private static void admitWaiting(CompletableFuture<Attendee> host, ServerMessage message) {
    if (message instanceof ServerMessage.Lobby lobby && !lobby.waiting().isEmpty()) {
      Thread.ofVirtual()
          .start(() -> host.join().say(ref -> new ClientMessage.Admit(ref, Optional.empty())));
    }
  }

  private Attendee in(Attendee attendee) {
    attendees.add(attendee);
    attendee.join();
    attendee.inRoom().orTimeout(JOIN_SECONDS, TimeUnit.SECONDS).join();
    return attendee;
  }

  private JsonNode participant(boolean host, int number) {
    int found = 0;
    for (JsonNode participant : sitting.path("participants")) {
      if (participant.path("host").asBoolean() == host && found++ == number) {
        return participant;
      }
    }
    throw new IllegalArgumentException("the sitting has no such participant");
  }

  /** Everybody goes, the host last. */
  @Override
  public void close() {
    attendees.reversed().forEach(Attendee::close);
  }
}
