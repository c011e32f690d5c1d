package org.maplebridge.bridge.api;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A space whose sources can be subscribed by its endpoints, and by nobody else. */
public interface BridgeRoom extends AutoCloseable {

  String id();

  /**
   * Adds the connection a participant sends on. The remote side has made its offer already.
   *
   * @return completes with the handle, whose {@link EndpointHandle#local()} goes into the answer;
   *     fails with {@link BridgeException} when the offer asks for what the bridge cannot do
   */
  CompletionStage<EndpointHandle> addPublisher(PublisherSpec spec);

  /**
   * Adds the connection a participant receives on. It is idle until {@link
   * EndpointHandle#connect(RemoteTransport)}, and receives nothing until {@link
   * EndpointHandle#subscribe(SubscriptionSpec)}. Where the room's loop is busy it is on another
   * one, for as long as it is there.
   */
  CompletionStage<EndpointHandle> addReceiver(ReceiverSpec spec);

  /** The sources published now. Completes on the loop. */
  CompletionStage<List<SourceInfo>> sources();

  /**
   * Whose pictures come before everybody's where a network does not carry all, such as the bench's
   * in a hearing; without, whoever speaks comes first.
   */
  void setPrecedence(List<String> participantIds);

  /**
   * Adds a subscriber of whole sources, such as a recorder. Each source present is announced to it
   * at once.
   */
  void addSubscriber(MediaSubscriber subscriber);

  /**
   * Asks the sender of a video source for a key frame, throttled per source; unknown and audio
   * sources are ignored. A subscriber that came late or lost a packet needs one.
   */
  void requestKeyFrame(String sourceId);

  /** Removes a subscriber; no call reaches it after the returned stage completes. */
  CompletionStage<Void> removeSubscriber(MediaSubscriber subscriber);

  /** Closes the endpoints of the room, tells subscribers, and frees its id. Idempotent. */
  @Override
  void close();
}
