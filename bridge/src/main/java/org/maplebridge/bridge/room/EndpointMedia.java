package org.maplebridge.bridge.room;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.maplebridge.bridge.api.EndpointQuality;
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.api.SubscriptionSpec;

/** What a connection carries: sources towards us, or subscriptions away from us. Loop only. */
sealed interface EndpointMedia permits PublisherMedia, ReceiverMedia {

  void onRtp(byte[] buffer, int offset, int length, long arrivalNanos);

  void onRtcp(byte[] buffer, int offset, int length, long arrivalNanos);

  /**
   * Sends what is due. Called several times a second, and at every tick while something waits.
   *
   * @return whether something waits
   */
  boolean tick(long now);

  /**
   * @throws org.maplebridge.bridge.api.BridgeException when refused
   */
  void subscribe(SubscriptionSpec spec);

  void unsubscribe(String sourceId);

  /** How the receiver shows sources from now on. */
  void wish(List<SourceWish> wishes);

  /** Others speak, or come first. */
  void onPrecedenceChanged();

  /**
   * @return completes when it holds on every loop
   * @throws org.maplebridge.bridge.api.BridgeException when the source is not of this connection
   */
  CompletionStage<Void> setOpen(String sourceId, boolean open);

  EndpointQuality quality();

  int subscriptionCount();

  /** What is sent of each picture. */
  List<SentPicture> pictures();

  /** Forgets subscriptions that closed with their source. */
  void forgetEnded();

  /** Ends its sources or subscriptions. */
  void end();
}
