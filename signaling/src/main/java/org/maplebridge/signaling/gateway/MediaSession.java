package org.maplebridge.signaling.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.signaling.negotiation.IceFragment;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.room.Connection;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.LiveSittings;
import org.maplebridge.signaling.room.LiveSittings.Membership;
import org.maplebridge.signaling.ticket.MediaTicket;

/**
 * A device in a participant's place: it has no socket, so it hears nothing of the room but the
 * answer to its offer. It lasts as long as its media. Any thread.
 */
final class MediaSession implements Connection {
  private static final long LIMIT_S = 30;

  private final String id;
  private final MediaTicket ticket;
  private final Consumer<MediaSession> onEnded;
  private final CompletableFuture<String> publishAnswer = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();

  /** Of its ICE credentials (RFC 9725 section 4.3.1): they change by a restart. */
  private final AtomicInteger generation = new AtomicInteger(1);

  private volatile Optional<Membership> membership = Optional.empty();

  /**
   * @param id unguessable, part of its address
   * @param onEnded told whenever it has ended, perhaps more than once
   */
  MediaSession(String id, MediaTicket ticket, Consumer<MediaSession> onEnded) {
    this.id = id;
    this.ticket = ticket;
    this.onEnded = onEnded;
  }

  String id() {
    return id;
  }

  MediaTicket ticket() {
    return ticket;
  }

  /**
   * Takes the place and has the offer answered. Blocking: on a virtual thread.
   *
   * @return the answer
   * @throws ProblemException as the rules or the negotiation refuse
   */
  String begin(LiveSittings sittings, String offer, MediaWork work) {
    Membership member = sittings.enter(ticket, this);
    membership = Optional.of(member);
    try {
      carryOut(
          member,
          sitting -> work.run(sitting, member.seat(), offer).ifPresent(publishAnswer::complete));
      return publishAnswer.join();
    } catch (ProblemException e) {
      mediaLost();
      throw e;
    }
  }

  /**
   * Restarts ICE. Blocking: on a virtual thread.
   *
   * @return what the device needs to know of us from now on
   * @throws ProblemException when the connection is gone
   */
  String restart(IceFragment device) {
    Membership member = membership.orElseThrow(() -> Problems.refusal("device.gone"));
    CompletableFuture<LocalTransport> local = new CompletableFuture<>();
    carryOut(
        member,
        sitting ->
            local.complete(
                switch (ticket.use()) {
                  case SEND -> sitting.publishing().restart(member.seat(), device);
                  case WATCH -> sitting.watching().restart(member.seat(), device);
                }));
    generation.incrementAndGet();
    return device.answer(local.join());
  }

  /** Names the present ICE session of the resource (RFC 9725 section 4.3.1). */
  String entityTag() {
    return "\"" + generation.get() + "\"";
  }

  /** Has the room do something in the device's place, and waits until it is done. */
  private void carryOut(Membership member, Consumer<LiveSitting> work) {
    long ref = requests.incrementAndGet();
    CompletableFuture<Void> done = new CompletableFuture<>();
    awaited.put(ref, done);
    try {
      if (!member.sitting().submit(member.seat(), this, ref, work)) {
        throw Problems.refusal("room.busy");
      }
      done.orTimeout(LIMIT_S, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException refusal
          ? refusal
          : Problems.refusal("room.failed");
    } finally {
      awaited.remove(ref);
    }
  }

  private Optional<CompletableFuture<Void>> awaited(long ref) {
    return Optional.ofNullable(awaited.get(ref));
  }

  /** The device hangs up. */
  void leave() {
    membership.ifPresent(
        member -> {
          boolean unused =
              member
                  .sitting()
                  .submit(
                      member.seat(), this, requests.incrementAndGet(), s -> s.leave(member.seat()));
        });
    onEnded.accept(this);
  }

  @Override
  public void send(ServerMessage message) {
    switch (message) {
      case ServerMessage.PublishAnswer answer -> publishAnswer.complete(answer.sdp());
      case ServerMessage.Done done -> awaited(done.ref()).ifPresent(a -> a.complete(null));
      case ServerMessage.Failed failed ->
          awaited(failed.ref())
              .ifPresent(a -> a.completeExceptionally(new ProblemException(failed.problem())));
      default -> {
        // For pages
      }
    }
  }

  @Override
  public void end(Ending why) {
    onEnded.accept(this);
  }

  @Override
  public void mediaLost() {
    membership.ifPresent(m -> m.sitting().disconnected(m.seat(), this, Loss.NETWORK));
    onEnded.accept(this);
  }
}
