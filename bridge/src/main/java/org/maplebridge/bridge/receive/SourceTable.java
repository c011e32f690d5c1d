package org.maplebridge.bridge.receive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.rtp.HeaderExtensions;
import org.maplebridge.bridge.rtp.RtpHeader;

/**
 * Which stream a packet is of: by its SSRC, declared or learned; else by its MID, or by a payload
 * type that only one source has (RFC 8843 section 9.2), and among the encodings of that source by
 * its RTP stream id, or the one it repairs (RFC 8852 section 3). A connection has a handful of
 * SSRCs, so a plain array is searched.
 */
final class SourceTable {

  /** SSRCs known per connection; a sender of more is lost or hostile. */
  static final int CAPACITY = 64;

  private static final int NONE = -1;

  private final ReceivedSource[] all;
  private final byte[][] mids;
  private final byte[][][] rids;
  private final int midExtension;
  private final int ridExtension;
  private final int repairedExtension;

  private final int[] ssrcs = new int[CAPACITY];
  private final ReceivedStream[] owners = new ReceivedStream[CAPACITY];
  private int count;

  SourceTable(List<ReceivedSource> sources) {
    all = sources.toArray(ReceivedSource[]::new);
    mids = new byte[all.length][];
    rids = new byte[all.length][][];
    // One id serves the whole bundle (RFC 8843 section 15.1)
    int mid = 0;
    int rid = 0;
    int repaired = 0;
    for (int i = 0; i < all.length; i++) {
      PublishedSource spec = all[i].spec();
      mids[i] = bytes(spec.mid());
      rids[i] = spec.rids().stream().map(SourceTable::bytes).toArray(byte[][]::new);
      mid = Math.max(mid, spec.extensions().mid());
      rid = Math.max(rid, spec.extensions().rid());
      repaired = Math.max(repaired, spec.extensions().repairedRid());
      declare(all[i]);
    }
    midExtension = mid;
    ridExtension = rid;
    repairedExtension = repaired;
  }

  private static byte[] bytes(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  private void declare(ReceivedSource source) {
    declare(source, source.spec().ssrcs());
    declare(source, source.spec().rtxSsrcs());
  }

  /** In the order of the encodings. */
  private void declare(ReceivedSource source, List<Long> declared) {
    for (int i = 0; i < Math.min(declared.size(), source.encodings()); i++) {
      learn(declared.get(i).intValue(), source.stream(i));
    }
  }

  /** Stream of an SSRC seen or declared before. */
  @Nullable ReceivedStream bySsrc(int ssrc) {
    for (int i = 0; i < count; i++) {
      if (ssrcs[i] == ssrc) {
        return owners[i];
      }
    }
    return null;
  }

  /** Stream of a packet, which teaches its SSRC. */
  @Nullable ReceivedStream find(byte[] buffer, RtpHeader header) {
    ReceivedStream known = bySsrc(header.ssrc());
    if (known != null) {
      return known;
    }
    int mid = header.findExtension(buffer, midExtension);
    int source = mid != HeaderExtensions.NONE ? byMid(buffer, mid) : byPayloadType(header);
    ReceivedStream stream = source == NONE ? null : streamOf(source, buffer, header);
    return stream != null && learn(header.ssrc(), stream) ? stream : null;
  }

  private int byMid(byte[] buffer, int found) {
    for (int i = 0; i < all.length; i++) {
      if (equals(mids[i], buffer, found)) {
        return i;
      }
    }
    return NONE;
  }

  private static boolean equals(byte[] id, byte[] buffer, int found) {
    int from = HeaderExtensions.offset(found);
    int to = from + HeaderExtensions.length(found);
    return Arrays.equals(id, 0, id.length, buffer, from, to);
  }

  private @Nullable ReceivedStream streamOf(int source, byte[] buffer, RtpHeader header) {
    byte[][] names = rids[source];
    if (names.length == 0) {
      return all[source].stream(0);
    }
    boolean rtx = all[source].isRtx(header.payloadType());
    int found = header.findExtension(buffer, rtx ? repairedExtension : ridExtension);
    if (found == HeaderExtensions.NONE) {
      return null;
    }
    for (int i = 0; i < names.length; i++) {
      if (equals(names[i], buffer, found)) {
        return all[source].stream(i);
      }
    }
    return null;
  }

  private int byPayloadType(RtpHeader header) {
    int only = NONE;
    for (int i = 0; i < all.length; i++) {
      if (all[i].hasPayloadType(header.payloadType())) {
        if (only != NONE) {
          return NONE;
        }
        only = i;
      }
    }
    return only;
  }

  private boolean learn(int ssrc, ReceivedStream stream) {
    if (count == CAPACITY) {
      return false;
    }
    ssrcs[count] = ssrc;
    owners[count] = stream;
    count++;
    return true;
  }
}
