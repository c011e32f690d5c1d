package org.maplebridge.bridge.transport.srtp;

import io.netty.util.collection.IntObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The replay lists of the SSRCs of one peer. A list is kept only once a packet of it was authentic,
 * so that whoever spoofs the peer's address cannot fill memory with SSRCs he invents.
 */
final class ReplayLists {

  private final IntObjectHashMap<ReplayList> lists = new IntObjectHashMap<>();
  private ReplayList spare = new ReplayList();

  @Nullable ReplayList find(int ssrc) {
    return lists.get(ssrc);
  }

  boolean areFull() {
    return lists.size() >= SrtpSession.MAX_REMOTE_SSRCS;
  }

  /** An empty one, for a packet of an SSRC never heard. */
  ReplayList fresh() {
    return spare;
  }

  /** Enters an authentic packet. */
  void take(int ssrc, ReplayList list, long index) {
    list.take(index);
    if (list == spare) {
      lists.put(ssrc, list);
      spare = new ReplayList();
    }
  }
}
