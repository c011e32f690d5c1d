package org.maplebridge.recording.track;

import java.util.Optional;

/** Puts the payloads of one source together to frames. Packets come in order. */
interface Depacketizer {

  /**
   * Takes the next packet.
   *
   * @return the frame that this packet completes; a frame with a missing part never comes
   */
  Optional<MediaFrame> add(RtpUnit packet);

  /** Whether a frame that was not delivered lies between the last two delivered or begun. */
  boolean lostFrame();
}
