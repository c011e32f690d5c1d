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

  /** The list of an SSRC, an empty one where it was never heard; null when there are too many. */
  @Nullable ReplayList of(int ssrc) {
    ReplayList known = lists.get(ssrc);
    if (known != null) {
      return known;
    }
    return lists.size() < SrtpSession.MAX_REMOTE_SSRCS ? spare : null;
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
