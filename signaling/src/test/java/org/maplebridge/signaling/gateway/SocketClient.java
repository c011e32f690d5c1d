package org.maplebridge.signaling.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.DeviceCheck;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.protocol.ServerMessage;

/** The JDK's WebSocket as a participant: keeps every message, waits for the one asked for. */
final class SocketClient implements AutoCloseable {
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  private final List<ServerMessage> inbox = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private long ref;

  SocketClient(HttpClient http, URI uri) {
    socket =
        http.newWebSocketBuilder()
            .subprotocols("maplebridge.v1")
            .buildAsync(uri, new Reader())
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  /** The close code, once the server ended the socket. */
  int closeCode() {
    return closed.orTimeout(15, TimeUnit.SECONDS).join();
  }

  /** Sends an object of the client's own making, of type and ref given; gives the refusal's id. */
  String refusedRaw(String fields) {
    long mine = ++ref;
    sendRaw("{\"ref\":" + mine + "," + fields + "}");
    return await(ServerMessage.Failed.class, f -> f.ref() == mine).problem().id();
  }

  /** Asks for a step of procedure and waits for done. */
  void proceed(Move move) {
    call(r -> new ClientMessage.Proceed(r, move));
  }

  /** Asks for a step of procedure; gives the id of the rule that refuses it. */
  String refusedStep(Move move) {
    return refused(r -> new ClientMessage.Proceed(r, move)).id();
  }

  /** How many messages of a type wait to be read. */
  synchronized <T extends ServerMessage> long waiting(Class<T> type, Predicate<T> fits) {
    return inbox.stream().filter(m -> type.isInstance(m) && fits.test(type.cast(m))).count();
  }

  void sendRaw(String text) {
    socket.sendText(text, true).join();
  }

  /** Sends and waits for done. */
  void call(LongFunction<ClientMessage> message) {
    ServerMessage answer = answer(message);
    if (answer instanceof ServerMessage.Failed failed) {
      throw new AssertionError("refused: " + failed.problem());
    }
  }

  /** Sends and waits for the refusal. */
  Problem refused(LongFunction<ClientMessage> message) {
    return ((ServerMessage.Failed) answer(message)).problem();
  }

  void hello(String ticket) {
    call(r -> new ClientMessage.Hello(r, 1, ticket, true));
  }

  void knock() {
    call(r -> new ClientMessage.Knock(r, new DeviceCheck(true, true, true, "test")));
  }

  private ServerMessage answer(LongFunction<ClientMessage> message) {
    long mine = ++ref;
    try {
      sendRaw(JSON.writerFor(ClientMessage.class).writeValueAsString(message.apply(mine)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    return await(
        ServerMessage.class,
        m ->
            (m instanceof ServerMessage.Done d && d.ref() == mine)
                || (m instanceof ServerMessage.Failed f && f.ref() == mine));
  }

  <T extends ServerMessage> T await(Class<T> type) {
    return await(type, m -> true);
  }

  /** The first message, already here or yet to come, that fits; it and none before is taken. */
  synchronized <T extends ServerMessage> T await(Class<T> type, Predicate<T> fits) {
    long deadline = System.nanoTime() + WAIT_NANOS;
    while (true) {
      for (ServerMessage message : inbox) {
        if (type.isInstance(message) && fits.test(type.cast(message))) {
          inbox.remove(message);
          return type.cast(message);
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("no " + type.getSimpleName() + "; came: " + inbox);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private synchronized void received(String text) {
    try {
      inbox.add(JSON.readValue(text, ServerMessage.class));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    notifyAll();
  }

  /** Cuts the connection without a word. */
  @Override
  public void close() {
    socket.abort();
  }

  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(-1);
    }
  }
}
