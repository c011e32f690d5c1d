package org.maplebridge.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.maplebridge.bench.client.JoinClock.Step;
import org.maplebridge.bench.content.Media;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.DeviceCheck;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person in a sitting, played by a program: takes a ticket, knocks, publishes, receives, and
 * comes back by itself when the connection breaks.
 */
public final class Attendee implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attendee.class);
  private static final int PROTOCOL_VERSION = 1;
  private static final long COME_BACK_MILLIS = 500;

  private final Engine engine;
  private final Door door;
  private final String name;
  private final Supplier<JsonNode> tickets;
  private final Media media;
  private final Audience audience;
  private final MediaPath path;
  private final Consumer<ServerMessage> observer;
  private final JoinClock clock = new JoinClock();
  private final CompletableFuture<Void> inRoom = new CompletableFuture<>();
  private final CompletableFuture<Void> firstFrame = new CompletableFuture<>();
  private final CompletableFuture<String> consentAsked = new CompletableFuture<>();
  private volatile Optional<Connection> connection = Optional.empty();
  private volatile Optional<ServerMessage.Procedure> procedure = Optional.empty();
  private volatile Optional<ServerMessage.RecordingState> recordingState = Optional.empty();
  private volatile Optional<String> passedOn = Optional.empty();
  private volatile boolean leaving;

  /**
   * @param tickets asks the server for a fresh ticket: {@code {ticket, socket, participantId}}
   * @param path the way its media takes
   * @param observer sees every message of the server, after this class has acted on it
   */
  public Attendee(
      Engine engine,
      Door door,
      String name,
      Supplier<JsonNode> tickets,
      Media media,
      Audience audience,
      MediaPath path,
      Consumer<ServerMessage> observer) {
    this.engine = engine;
    this.door = door;
    this.name = name;
    this.tickets = tickets;
    this.media = media;
    this.audience = audience;
    this.path = path;
    this.observer = observer;
  }

  public String name() {
    return name;
  }

  public JoinClock clock() {
    return clock;
  }

  /** The participant's id; known once {@link #join} returned. */
  public String participantId() {
    return connection.orElseThrow().participantId;
  }

  /** Completes when the person was let in, and publishes where they send anything. */
  public CompletableFuture<Void> inRoom() {
    return inRoom;
  }

  /** Completes at the first decoded picture of anybody else. */
  public CompletableFuture<Void> firstFrame() {
    return firstFrame;
  }

  /** Waits until consent to being recorded is asked, and gives it. */
  public void consentWhenAsked() {
    String textVersion = consentAsked.orTimeout(10, TimeUnit.SECONDS).join();
    say(ref -> new ClientMessage.GiveConsent(ref, textVersion, true));
  }

  /** Takes that consent back. */
  public void withdrawConsent() {
    String textVersion = consentAsked.join();
    say(ref -> new ClientMessage.GiveConsent(ref, textVersion, false));
  }

  public long framesSent() {
    return connection.flatMap(c -> c.publication).map(Publication::framesSent).orElse(0L);
  }

  /** What libwebrtc measured of what is received, by statistic; empty while nothing is. */
  public List<Map<String, Object>> receptionStatistics() {
    return connection.map(c -> c.reception.statistics()).orElse(List.of());
  }

  /** How many media packets libwebrtc has received so far. */
  public long packetsReceived() {
    return receptionStatistics().stream()
        .mapToLong(stream -> ((Number) stream.getOrDefault("packetsReceived", 0)).longValue())
        .sum();
  }

  /** The procedure as this person was last told. */
  public Optional<ServerMessage.Procedure> procedure() {
    return procedure;
  }

  /** The recording as this person was last told. */
  public Optional<ServerMessage.RecordingState> recordingState() {
    return recordingState;
  }

  /** What a mediator passed on last from a caucus. */
  public Optional<String> passedOn() {
    return passedOn;
  }

  /** Connects and knocks; a host and whoever was in before is in at once. */
  public void join() {
    clock.reach(Step.CLICK);
    connect();
  }

  /** Says something and waits for the server's answer. */
  public void say(LongFunction<ClientMessage> message) {
    connection.orElseThrow().socket.join().call(message);
  }

  /**
   * Begins to send, who only looked and listened so far.
   *
   * @throws DoorException as the server refuses it
   */
  public void publish(Media own) {
    connection.orElseThrow().publish(own);
  }

  /** Leaves the room for good, so that its place is free at once. */
  public void leave() {
    leaving = true;
    try {
      say(ClientMessage.Leave::new);
    } catch (DoorException e) {
      // The socket may end before the answer is read: gone is gone.
      LOG.debug("{} left without a word", name, e);
    }
  }

  @Override
  public void close() {
    leaving = true;
    connection.ifPresent(Connection::close);
  }

  private void connect() {
    JsonNode ticket = tickets.get();
    clock.reach(Step.TICKET);
    Connection next = new Connection(ticket.path("participantId").asText());
    connection = Optional.of(next);
    next.open(ticket.path("socket").asText(), ticket.path("ticket").asText());
  }

  private void comeBack() {
    while (!leaving) {
      try {
        TimeUnit.MILLISECONDS.sleep(COME_BACK_MILLIS);
        connect();
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DoorException | CompletionException e) {
        LOG.debug("The server is away, trying again", e);
      }
    }
  }

  /** One socket and the media connections that live with it. */
  private final class Connection implements AutoCloseable {
    private final String participantId;
    private final CompletableFuture<SittingSocket> socket = new CompletableFuture<>();

    /** Nothing may be said before the server has answered the hello. */
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();

    private final Reception reception = new Reception(engine, watch(), clock);
    private volatile Optional<Publication> publication = Optional.empty();
    private boolean entered;
    private boolean closed;

    Connection(String participantId) {
      this.participantId = participantId;
    }

    void open(String path, String ticket) {
      SittingSocket opened = SittingSocket.open(door, path, this::received);
      socket.complete(opened);
      clock.reach(Step.SOCKET);
      var unused = opened.closed().thenRun(this::lost);
      opened.call(ref -> new ClientMessage.Hello(ref, PROTOCOL_VERSION, ticket, true));
      greeted.complete(null);
    }

    private void lost() {
      Thread.ofVirtual()
          .start(
              () -> {
                close();
                comeBack();
              });
    }

    private synchronized void received(ServerMessage message) {
      if (closed) {
        return;
      }
      try {
        act(message);
      } catch (IllegalStateException | CompletionException e) {
        startOver(e);
      }
    }

    /**
     * What went wrong once is done again on a new connection, as a person would reload the page.
     */
    private void startOver(RuntimeException cause) {
      LOG.warn("Participant {} starts over", participantId, cause);
      socket.join().close();
    }

    private void act(ServerMessage message) {
      switch (message) {
        case ServerMessage.Welcome welcome -> welcomed(welcome);
        case ServerMessage.Admitted admitted -> enter();
        case ServerMessage.PublishAnswer answer -> published(answer);
        case ServerMessage.ReceiveOffer offer -> answer(offer);
        case ServerMessage.Procedure told -> procedure = Optional.of(told);
        case ServerMessage.RecordingState told -> recordingState = Optional.of(told);
        case ServerMessage.ConsentAsked asked -> consentAsked.complete(asked.textVersion());
        case ServerMessage.ChatLine line when line.passedOn() ->
            passedOn = Optional.of(line.text());
        case ServerMessage.TakenOver over -> leaving = true;
        case ServerMessage.Removed removed -> leaving = true;
        case ServerMessage.SittingClosed closed -> leaving = true;
        default -> {}
      }
      observer.accept(message);
    }

    private void welcomed(ServerMessage.Welcome welcome) {
      clock.reach(Step.WELCOME);
      if (welcome.place() == Place.ROOM) {
        enter();
      } else {
        DeviceCheck checks = new DeviceCheck(true, true, true, "libwebrtc");
        call(ref -> new ClientMessage.Knock(ref, checks));
      }
    }

    private void enter() {
      if (entered) {
        return;
      }
      entered = true;
      clock.reach(Step.ADMITTED);
      if (audience.receives()) {
        call(ClientMessage.Receive::new);
      }
      if (media.sends()) {
        call(offered(media));
      } else {
        inRoom.complete(null);
      }
    }

    void publish(Media own) {
      LongFunction<ClientMessage> offer = offered(own);
      try {
        socket.join().call(offer);
      } catch (DoorException e) {
        publication.ifPresent(Publication::close);
        publication = Optional.empty();
        throw e;
      }
    }

    private LongFunction<ClientMessage> offered(Media own) {
      Publication made = new Publication(engine, own, name);
      publication = Optional.of(made);
      String offer = made.offer();
      return ref -> new ClientMessage.Publish(ref, offer, made.sources());
    }

    private void published(ServerMessage.PublishAnswer answer) {
      clock.reach(Step.PUBLISH_ANSWERED);
      publication.orElseThrow().accept(path.through(answer.sdp()));
      inRoom.complete(null);
    }

    private void answer(ServerMessage.ReceiveOffer offer) {
      clock.reach(Step.RECEIVE_OFFERED);
      String answer = reception.answer(offer, path.through(offer.sdp()));
      call(ref -> new ClientMessage.ReceiveAnswer(ref, offer.epoch(), answer));
      clock.reach(Step.RECEIVE_ANSWERED);
    }

    /** Calls off the socket's own thread, which must stay free to read the answer's company. */
    private void call(LongFunction<ClientMessage> message) {
      Thread.ofVirtual().start(() -> tryCall(message));
    }

    private void tryCall(LongFunction<ClientMessage> message) {
      try {
        greeted.join();
        socket.join().call(message);
      } catch (DoorException e) {
        // What was to be said is moot when the connection ended: the next one begins anew.
        if (!SittingSocket.CLOSED.equals(e.id())) {
          startOver(e);
        }
      }
    }

    private Audience watch() {
      return new Audience() {
        @Override
        public void onFrame(String from, VideoFrame frame) {
          clock.reach(Step.FIRST_FRAME);
          firstFrame.complete(null);
          audience.onFrame(from, frame);
        }

        @Override
        public boolean receives() {
          return audience.receives();
        }

        @Override
        public void onSound(String from, byte[] pcm, int rateHz, int channels, int frames) {
          audience.onSound(from, pcm, rateHz, channels, frames);
        }
      };
    }

    /** Idempotent; waits for a message that is being acted on. */
    @Override
    public synchronized void close() {
      if (closed) {
        return;
      }
      closed = true;
      if (socket.isDone()) {
        socket.join().close();
      }
      reception.close();
      publication.ifPresent(Publication::close);
      publication = Optional.empty();
    }
  }
}
