package org.maplebridge.recording.track;

import java.util.Optional;
import org.maplebridge.recording.container.StreamSpec;

/**
 * A whole frame as the container stores it.
 *
 * @param timestamp unwrapped RTP time stamp
 * @param duration in RTP time stamp units; 0 where only the next frame tells
 * @param spec what a file that begins with this frame must say of the stream; of key frames only
 */
// Never compared; the bytes go straight into the muxer.
@SuppressWarnings("ArrayRecordComponent")
record MediaFrame(
    byte[] data, long timestamp, long duration, long arrivalNanos, Optional<StreamSpec> spec) {

  boolean key() {
    return spec.isPresent();
  }
}
