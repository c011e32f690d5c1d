package org.maplebridge.recording.tap;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.SourceInfo;

/**
 * The recorder as a subscriber of a room. Packets are retained into a bounded queue; what does not
 * fit is dropped, counted, and told to the writer as soon as there is room again. The last part of
 * the queue is kept for events, which are few and must not be lost.
 */
public final class RoomTap implements MediaSubscriber {

  /** Places only events may take. */
  private static final int RESERVED = 256;

  // Allocated by this. Any thread.
  private final BlockingQueue<TapEvent> queue;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong eventsLost = new AtomicLong();
  private volatile boolean open = true;

  // Accessed by the room's loop.
  private final Map<String, Long> untold = new HashMap<>();

  /**
   * @param packets how many packets may wait for the writer
   */
  public RoomTap(int packets) {
    queue = new ArrayBlockingQueue<>(packets + RESERVED);
  }

  @Override
  public void onSource(SourceInfo source) {
    event(new TapEvent.SourceAdded(source));
  }

  @Override
  public boolean wants(SourceInfo source) {
    return open;
  }

  @Override
  public void onPacket(SourceInfo source, MediaPacket packet) {
    if (!open) {
      return;
    }
    if (queue.remainingCapacity() <= RESERVED) {
      dropped.incrementAndGet();
      untold.merge(source.sourceId(), 1L, Long::sum);
      return;
    }
    Long count = untold.remove(source.sourceId());
    if (count != null) {
      event(new TapEvent.Dropped(source, count));
    }
    packet.retain();
    TapEvent event = new TapEvent.Packet(source, packet);
    if (!queue.offer(event)) {
      packet.release();
      dropped.incrementAndGet();
      untold.merge(source.sourceId(), 1L, Long::sum);
    } else if (!open && queue.remove(event)) {
      // Closed in between: the writer may have looked for the last time
      packet.release();
    }
  }

  @Override
  public void onSenderReport(SourceInfo source, long ntpTime, long rtpTime, long arrivalNanos) {
    if (queue.remainingCapacity() > RESERVED) {
      event(new TapEvent.SenderReport(source, ntpTime, rtpTime, arrivalNanos));
    }
  }

  @Override
  public void onSourceEnded(SourceInfo source) {
    event(new TapEvent.SourceEnded(source));
  }

  /** Puts an event into the queue. Any thread. */
  public void event(TapEvent event) {
    if (!queue.offer(event)) {
      eventsLost.incrementAndGet();
    }
  }

  /** The next event, or null when none comes in time. Writer thread. */
  public @Nullable TapEvent poll(long millis) throws InterruptedException {
    return queue.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Packets dropped so far. Any thread. */
  public long dropped() {
    return dropped.get();
  }

  /** Events that found even their reserve full. Any thread. */
  public long eventsLost() {
    return eventsLost.get();
  }

  /** Refuses further packets; what waits can still be polled. Any thread. */
  public void close() {
    open = false;
  }
}
