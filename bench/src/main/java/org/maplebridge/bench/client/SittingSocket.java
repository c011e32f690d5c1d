package org.maplebridge.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.ServerMessage;

/**
 * The signalling socket of one participant. Messages from the server are handed to the listener one
 * after another on a thread of this socket; calls block until the server answers.
 */
public final class SittingSocket implements AutoCloseable {
  /** Id of the refusal of a call whose connection ended before the answer came. */
  public static final String CLOSED = "socket.closed";

  private static final int ANSWER_SECONDS = 20;
  private static final int PING_SECONDS = 5;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final AtomicLong refs = new AtomicLong();
  private final Map<Long, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();
  private final ExecutorService inbox =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final Consumer<ServerMessage> listener;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private SittingSocket(HttpClient http, URI uri, Consumer<ServerMessage> listener) {
    this.listener = listener;
    this.socket =
        http.newWebSocketBuilder()
            .subprotocols("maplebridge.v1")
            .buildAsync(uri, new Reader())
            .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** Connects; the listener sees every message but the answers to calls. */
  public static SittingSocket open(Door door, String path, Consumer<ServerMessage> listener) {
    URI base = door.base();
    String scheme = "https".equals(base.getScheme()) ? "wss" : "ws";
    SittingSocket socket =
        new SittingSocket(
            door.http(), URI.create(scheme + "://" + base.getAuthority() + path), listener);
    Thread.ofVirtual().name("ping").start(socket::keepAlive);
    return socket;
  }

  /**
   * Sends the message made with a fresh ref and waits for its answer.
   *
   * @throws DoorException when the server refuses
   */
  public void call(LongFunction<ClientMessage> message) {
    long ref = refs.incrementAndGet();
    CompletableFuture<Void> answer = new CompletableFuture<>();
    pending.put(ref, answer);
    try {
      send(JSON.writeValueAsString(message.apply(ref)));
      answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (JsonProcessingException | TimeoutException e) {
      throw new DoorException(0, "socket.no-answer", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DoorException(0, "socket.interrupted", e.getMessage());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DoorException refusal) {
        throw refusal;
      }
      throw new DoorException(0, CLOSED, e.getMessage());
    } finally {
      pending.remove(ref);
    }
  }

  /** Completes when the connection is over, whoever ended it. */
  public CompletableFuture<Void> closed() {
    return closed;
  }

  @Override
  public void close() {
    socket.abort();
    end();
  }

  private synchronized void send(String text) {
    try {
      socket.sendText(text, true).join();
    } catch (CompletionException e) {
      throw new DoorException(0, CLOSED, e.getMessage());
    }
  }

  private void keepAlive() {
    try {
      while (!closed.isDone()) {
        TimeUnit.SECONDS.sleep(PING_SECONDS);
        call(ClientMessage.Ping::new);
      }
    } catch (DoorException e) {
      closed.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    closed.complete(null);
    pending
        .values()
        .forEach(answer -> answer.completeExceptionally(new DoorException(0, CLOSED, "closed")));
    inbox.shutdown();
  }

  private void received(String text) {
    try {
      switch (JSON.readValue(text, ServerMessage.class)) {
        case ServerMessage.Done done -> answer(done.ref()).complete(null);
        case ServerMessage.Failed failed ->
            answer(failed.ref())
                .completeExceptionally(
                    new DoorException(
                        failed.problem().status(),
                        failed.problem().id(),
                        failed.problem().sentence()));
        case ServerMessage message -> inbox.execute(() -> listener.accept(message));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the server sent what the protocol does not know", e);
    }
  }

  private CompletableFuture<Void> answer(long ref) {
    return pending.getOrDefault(ref, new CompletableFuture<>());
  }

  /** Joins the fragments of a message. Called by the HTTP client, one call at a time. */
  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        received(whole);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end();
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end();
    }
  }
}
