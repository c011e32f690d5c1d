package org.maplebridge.server.signing;

import java.util.Optional;

/**
 * What anyone may know of a signed document beside its number, date and hash: no names and nothing
 * of its content.
 *
 * @param recording what the recording signed with it is known by
 */
public record Published(Paper kind, Optional<Recording> recording) {

  /** Which kind of document. */
  public enum Paper {
    /** 调解笔录 */
    MINUTES,
    /** 庭审笔录 */
    TRANSCRIPT,
    AGREEMENT
  }

  /** Hashes of a recording's manifest, lower-case hex. */
  public record Recording(String sha256, String sm3) {}
}
