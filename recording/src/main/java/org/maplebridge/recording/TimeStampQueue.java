package org.maplebridge.recording;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.recording.store.RecordingFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sealed folders that wait for their time stamp: tried at once, then again and again until the
 * authority answers. What waits is read from the folders at the start, so nothing is forgotten.
 */
final class TimeStampQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TimeStampQueue.class);

  private final Sealer sealer;
  private final Optional<TimeStampAuthority> authority;
  private final Set<RecordingFolder> waiting = ConcurrentHashMap.newKeySet();
  private final Semaphore added = new Semaphore(0);
  private final Optional<Thread> thread;

  TimeStampQueue(Sealer sealer, Optional<TimeStampAuthority> authority) {
    this.sealer = sealer;
    this.authority = authority;
    this.thread =
        authority.map(
            asked ->
                Thread.ofVirtual().name("time-stamps").start(() -> work(asked.retry().toMillis())));
  }

  /** Any thread. A folder that needs none is passed over. */
  void add(RecordingFolder folder) {
    if (thread.isPresent()) {
      waiting.add(folder);
      added.release();
    }
  }

  private void work(long retryMillis) {
    try {
      while (true) {
        boolean news = added.tryAcquire(retryMillis, TimeUnit.MILLISECONDS);
        added.drainPermits();
        if (news || !waiting.isEmpty()) {
          round();
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws InterruptedException {
    for (RecordingFolder folder : Set.copyOf(waiting)) {
      try {
        sealer.stamp(folder);
        waiting.remove(folder);
      } catch (IOException e) {
        LOG.warn(
            "recording {} waits for its time stamp: {}", folder.path().getFileName(), e.toString());
      }
    }
  }

  @Override
  public void close() {
    thread.ifPresent(Thread::interrupt);
    authority.ifPresent(TimeStampAuthority::close);
  }
}
