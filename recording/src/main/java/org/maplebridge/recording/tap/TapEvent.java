package org.maplebridge.recording.tap;

import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.recording.api.TimelineEvent;

/** What crosses from the room's loop to the writer thread. */
public sealed interface TapEvent {

  record SourceAdded(SourceInfo source) implements TapEvent {}

  /** Retained: whoever takes it from the queue releases the packet. */
  record Packet(SourceInfo source, MediaPacket packet) implements TapEvent {}

  /**
   * Packets did not fit into the queue.
   *
   * @param count packets of this source since the last one that did fit
   */
  record Dropped(SourceInfo source, long count) implements TapEvent {}

  record SenderReport(SourceInfo source, long ntpTime, long rtpTime, long arrivalNanos)
      implements TapEvent {}

  record SourceEnded(SourceInfo source) implements TapEvent {}

  record Noted(TimelineEvent event) implements TapEvent {}
}
