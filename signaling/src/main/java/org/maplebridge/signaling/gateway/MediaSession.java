package org.maplebridge.signaling.gateway;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.room.Connection;
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
  private final CompletableFuture<Void> carriedOut = new CompletableFuture<>();
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
    boolean queued =
        member
            .sitting()
            .submit(
                member.seat(),
                this,
                1,
                sitting ->
                    work.run(sitting, member.seat(), offer).ifPresent(publishAnswer::complete));
    if (!queued) {
      mediaLost();
      throw Problems.refusal("room.busy");
    }
    try {
      carriedOut.orTimeout(LIMIT_S, TimeUnit.SECONDS).join();
      return publishAnswer.join();
    } catch (CompletionException e) {
      mediaLost();
      throw e.getCause() instanceof ProblemException refusal
          ? refusal
          : Problems.refusal("room.failed");
    }
  }

  /** The device hangs up. */
  void leave() {
    membership.ifPresent(
        member -> {
          boolean unused =
              member.sitting().submit(member.seat(), this, 2, s -> s.leave(member.seat()));
        });
    onEnded.accept(this);
  }

  @Override
  public void send(ServerMessage message) {
    switch (message) {
      case ServerMessage.PublishAnswer answer -> publishAnswer.complete(answer.sdp());
      case ServerMessage.Done done when done.ref() == 1 -> carriedOut.complete(null);
      case ServerMessage.Failed failed when failed.ref() == 1 ->
          carriedOut.completeExceptionally(new ProblemException(failed.problem()));
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
