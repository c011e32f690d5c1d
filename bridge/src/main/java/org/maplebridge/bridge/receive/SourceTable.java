package org.maplebridge.bridge.receive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.rtp.HeaderExtensions;
import org.maplebridge.bridge.rtp.RtpHeader;

/**
 * Which source a packet is of: by its SSRC, declared or learned; else by its MID; else by a payload
 * type that only one source has (RFC 8843 section 9.2). A connection has a handful of SSRCs, so a
 * plain array is searched.
 */
final class SourceTable {

  /** SSRCs known per connection; a sender of more is lost or hostile. */
  static final int CAPACITY = 64;

  private final ReceivedSource[] all;
  private final byte[][] mids;
  private final int midExtension;

  private final int[] ssrcs = new int[CAPACITY];
  private final ReceivedSource[] owners = new ReceivedSource[CAPACITY];
  private int count;

  SourceTable(List<ReceivedSource> sources) {
    all = sources.toArray(ReceivedSource[]::new);
    mids = new byte[all.length][];
    int extension = 0;
    for (int i = 0; i < all.length; i++) {
      mids[i] = all[i].spec().mid().getBytes(StandardCharsets.UTF_8);
      // One id serves the whole bundle (RFC 8843 section 15.1)
      extension = Math.max(extension, all[i].spec().extensions().mid());
      declare(all[i]);
    }
    midExtension = extension;
  }

  private void declare(ReceivedSource source) {
    for (long ssrc : source.spec().ssrcs()) {
      learn((int) ssrc, source);
    }
    for (long ssrc : source.spec().rtxSsrcs()) {
      learn((int) ssrc, source);
    }
  }

  /** Source of an SSRC seen or declared before. */
  @Nullable ReceivedSource bySsrc(int ssrc) {
    for (int i = 0; i < count; i++) {
      if (ssrcs[i] == ssrc) {
        return owners[i];
      }
    }
    return null;
  }

  /** Source of a packet, which teaches its SSRC. */
  @Nullable ReceivedSource find(byte[] buffer, RtpHeader header) {
    ReceivedSource known = bySsrc(header.ssrc());
    if (known != null) {
      return known;
    }
    int mid = header.findExtension(buffer, midExtension);
    ReceivedSource source =
        mid != HeaderExtensions.NONE ? byMid(buffer, mid) : byPayloadType(header.payloadType());
    return source != null && learn(header.ssrc(), source) ? source : null;
  }

  private @Nullable ReceivedSource byMid(byte[] buffer, int found) {
    int from = HeaderExtensions.offset(found);
    int to = from + HeaderExtensions.length(found);
    for (int i = 0; i < all.length; i++) {
      if (Arrays.equals(mids[i], 0, mids[i].length, buffer, from, to)) {
        return all[i];
      }
    }
    return null;
  }

  private @Nullable ReceivedSource byPayloadType(int payloadType) {
    ReceivedSource only = null;
    for (ReceivedSource source : all) {
      if (source.hasPayloadType(payloadType)) {
        if (only != null) {
          return null;
        }
        only = source;
      }
    }
    return only;
  }

  private boolean learn(int ssrc, ReceivedSource source) {
    if (count == CAPACITY) {
      return false;
    }
    ssrcs[count] = ssrc;
    owners[count] = source;
    count++;
    return true;
  }
}
