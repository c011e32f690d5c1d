package org.maplebridge.server.notify;

import java.io.IOException;

/** Carries messages out of the house. Blocking; used by one thread. */
public interface MessageProvider {

  boolean carries(Channel channel);

  /**
   * Delivers one message; returns when the carrier has taken it.
   *
   * @param messageId the same at each retry, for the carrier to tell doubles
   * @throws IOException when it was not taken, with a sentence for the outbox page
   */
  void deliver(String messageId, Channel channel, String to, String text)
      throws IOException, InterruptedException;
}
