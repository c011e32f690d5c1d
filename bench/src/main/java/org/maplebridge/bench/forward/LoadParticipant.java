package org.maplebridge.bench.forward;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.DoorException;
import org.maplebridge.bench.client.SittingSocket;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.DeviceCheck;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;

/** A person who signals like any client, and whose media a load generator plays. */
public final class LoadParticipant implements AutoCloseable {
  private static final int PROTOCOL_VERSION = 1;
  private static final int WAIT_SECONDS = 20;

  /** One receiver in so many decrypts what it gets, and measures how long it took. */
  private static final int VERIFIED_ONE_IN = 5;

  private final LoadGenerator load;
  private final int number;
  private final SittingSocket socket;

  /** Nothing may be said before the server has answered the hello. */
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();

  private final CompletableFuture<Void> inRoom = new CompletableFuture<>();
  private final CompletableFuture<String> publishAnswer = new CompletableFuture<>();
  private Optional<LoadPeer> publication = Optional.empty();

  /** Held while the connection is replaced or asked after: the generator forgets what has ended. */
  private final Object receiving = new Object();

  private Optional<LoadPeer> reception = Optional.empty();

  /** Packets that came on connections which another has replaced. */
  private long receivedEarlier;

  /**
   * What a sender's video is made of.
   *
   * @param packets per frame
   * @param bytes of payload per packet
   */
  public record Camera(int framesPerSecond, int packets, int bytes) {}

  private LoadParticipant(LoadGenerator load, int number, Door door, JsonNode ticket) {
    this.load = load;
    this.number = number;
    socket = SittingSocket.open(door, ticket.path("socket").asText(), this::heard);
  }

  /**
   * Brings somebody into the room; a party must be admitted meanwhile.
   *
   * @param number of the person, from 0; the connections have twice the number and the next
   */
  public static LoadParticipant enter(LoadGenerator load, int number, Door door, JsonNode ticket) {
    LoadParticipant entered = new LoadParticipant(load, number, door, ticket);
    try {
      entered.enter(ticket.path("ticket").asText());
    } catch (RuntimeException e) {
      entered.close();
      throw e;
    }
    return entered;
  }

  private void enter(String ticket) {
    socket.call(ref -> new ClientMessage.Hello(ref, PROTOCOL_VERSION, ticket, true));
    greeted.complete(null);
    inRoom.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /**
   * Sends a microphone and a camera.
   *
   * @throws DoorException as the server refuses it
   */
  public void publish(Camera camera) {
    LoadPeer peer = load.peer(2 * number);
    publication = Optional.of(peer);
    long audio = 1_000 + 10L * number;
    long video = audio + 1;
    socket.call(
        ref ->
            new ClientMessage.Publish(
                ref,
                PeerDescription.offer(peer, audio, video),
                List.of(
                    new OfferedSource("0", SourceKind.MICROPHONE, true),
                    new OfferedSource("1", SourceKind.CAMERA, true))));
    String answer = publishAnswer.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    load.tell(
        "track %d audio %d %d 50 1 90 twcc=%d al=%d"
            .formatted(
                peer.id(),
                audio,
                PeerDescription.AUDIO_TYPE,
                PeerDescription.TRANSPORT_WIDE_EXTENSION,
                PeerDescription.LEVEL_EXTENSION));
    load.tell(
        "track %d video %d %d %d %d %d twcc=%d"
            .formatted(
                peer.id(),
                video,
                PeerDescription.VIDEO_TYPE,
                camera.framesPerSecond(),
                camera.packets(),
                camera.bytes(),
                PeerDescription.TRANSPORT_WIDE_EXTENSION));
    start(peer, answer);
  }

  /** Whether what the others send can arrive. */
  public boolean isReceiving() {
    return load.isConnected(2 * number + 1);
  }

  /** Asks for what the others send. */
  public void receive() {
    socket.call(ClientMessage.Receive::new);
  }

  /** The host ends the sitting, so that the people are free for the next one. */
  public void closeSitting() {
    socket.call(ClientMessage.CloseSitting::new);
  }

  /** Says that the person goes. */
  public void leave() {
    socket.call(ClientMessage.Leave::new);
  }

  /** RTP packets that came to the person so far. */
  public long packetsReceived() {
    synchronized (receiving) {
      return receivedEarlier + reception.map(peer -> load.received(peer.id())).orElse(0L);
    }
  }

  /** Ends the person's connections, at a generator that can. */
  public void endMedia() {
    publication.ifPresent(peer -> load.end(peer.id()));
    synchronized (receiving) {
      endReception();
    }
  }

  private void endReception() {
    receivedEarlier = packetsReceived();
    reception.ifPresent(peer -> load.end(peer.id()));
    reception = Optional.empty();
  }

  private void heard(ServerMessage message) {
    switch (message) {
      case ServerMessage.Welcome welcome -> welcomed(welcome.place());
      case ServerMessage.Admitted unused -> inRoom.complete(null);
      case ServerMessage.PublishAnswer answer -> publishAnswer.complete(answer.sdp());
      case ServerMessage.ReceiveOffer offer -> answer(offer);
      case ServerMessage.Lobby lobby when !lobby.waiting().isEmpty() ->
          later(ref -> new ClientMessage.Admit(ref, Optional.empty()));
      default -> {}
    }
  }

  private void welcomed(Place place) {
    if (place == Place.ROOM) {
      inRoom.complete(null);
    } else {
      DeviceCheck checks = new DeviceCheck(true, true, true, "load");
      later(ref -> new ClientMessage.Knock(ref, checks));
    }
  }

  private void answer(ServerMessage.ReceiveOffer offer) {
    String answer;
    synchronized (receiving) {
      LoadPeer peer = offer.fresh() ? receiveAnew(offer.sdp()) : reception.orElseThrow();
      answer = PeerDescription.answer(peer, offer.sdp());
    }
    later(ref -> new ClientMessage.ReceiveAnswer(ref, offer.epoch(), answer));
  }

  private LoadPeer receiveAnew(String sdp) {
    endReception();
    LoadPeer peer = load.peer(2 * number + 1);
    reception = Optional.of(peer);
    String verify = number % VERIFIED_ONE_IN == 1 ? " verify=1" : "";
    load.tell("opt " + peer.id() + " twcc=" + PeerDescription.TRANSPORT_WIDE_EXTENSION + verify);
    start(peer, sdp);
    return peer;
  }

  private void start(LoadPeer peer, String description) {
    PeerDescription.Remote remote = PeerDescription.Remote.read(description);
    load.tell(
        "start %d %s %s %s %d %s"
            .formatted(
                peer.id(),
                remote.ufrag(),
                remote.password(),
                remote.address(),
                remote.port(),
                remote.fingerprint()));
  }

  /** The socket's own thread must stay free to hear the answer. */
  private void later(LongFunction<ClientMessage> message) {
    Thread.ofVirtual()
        .start(
            () -> {
              greeted.join();
              try {
                socket.call(message);
              } catch (DoorException e) {
                // What was to be said is moot when the person has gone
                if (!SittingSocket.CLOSED.equals(e.id())) {
                  throw e;
                }
              }
            });
  }

  @Override
  public void close() {
    socket.close();
  }
}
