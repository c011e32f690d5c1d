package org.maplebridge.bridge.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One media connection of one participant. */
public interface EndpointHandle extends AutoCloseable {

  /** Unguessable id given by the caller. */
  String id();

  /** The participant this connection belongs to. */
  String participantId();

  /** What the remote side needs to reach us, since the last restart of ICE. */
  LocalTransport local();

  /**
   * Gives the remote side's description: of a receiver its answer, and of both what it is after a
   * restart of ICE. Completes when stored; ICE starts from the peer.
   */
  CompletionStage<Void> connect(RemoteTransport remote);

  /**
   * Makes new ICE credentials for us (RFC 8445 section 9), to be told to the peer, whose new ones
   * {@link #connect} takes. What flows goes on flowing until the peer nominates a new path.
   */
  CompletionStage<LocalTransport> restartIce();

  /**
   * Starts sending a source to this receiver.
   *
   * @return fails with {@link BridgeException} when the source is not of this room
   */
  CompletionStage<Void> subscribe(SubscriptionSpec spec);

  /** Stops sending a source to this receiver. Unknown sources are ignored. */
  CompletionStage<Void> unsubscribe(String sourceId);

  /**
   * How this receiver shows sources from now on; of those not named, nothing is known and the best
   * is sent.
   */
  CompletionStage<Void> wish(List<SourceWish> wishes);

  /**
   * Lets packets of a published source pass, or drops them at the door. This is how muting by the
   * server and procedure are enforced: a source starts closed. Completes when it holds for every
   * receiver: of what came before a close nothing leaves any more.
   */
  CompletionStage<Void> setOpen(String sourceId, boolean open);

  /** Quality as measured by the bridge in the last seconds. */
  CompletionStage<EndpointQuality> quality();

  /** How the connection stands, for diagnosis. */
  CompletionStage<EndpointState> state();

  /** Lets somebody see the headers of the packets from now on; empty ends it. */
  CompletionStage<Void> tap(Optional<PacketTap> tap);

  /** Closes with {@link CloseReason#CLOSED}. Idempotent. */
  @Override
  void close();
}
