package org.maplebridge.recording.compose;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.store.RecordingFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recordings waiting for their viewing copy, a few at a time, behind everything live. */
public final class ComposeQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ComposeQueue.class);

  private final Sealer sealer;
  private final ExecutorService workers;
  private final Set<RecordingFolder> queued = ConcurrentHashMap.newKeySet();

  /**
   * @param workers how many copies are made at the same time
   */
  public ComposeQueue(Sealer sealer, int workers) {
    this.sealer = sealer;
    this.workers =
        Executors.newFixedThreadPool(
            workers, Thread.ofPlatform().daemon().name("recording-composer-", 0).factory());
  }

  /**
   * Queues a sealed recording; one that is queued already is not queued twice.
   *
   * @param again whether a copy that is there is made once more
   */
  public void add(RecordingFolder folder, boolean again, RecordingListener listener) {
    if (queued.add(folder)) {
      workers.execute(() -> compose(folder, again, listener));
    }
  }

  private void compose(RecordingFolder folder, boolean again, RecordingListener listener) {
    LowPriority.ofThisThread();
    String id = folder.path().getFileName().toString();
    try {
      Optional<ViewingCopy> copy = again ? Optional.empty() : ViewingFolder.read(folder);
      if (copy.isEmpty()) {
        LOG.info("viewing copy of {} begun", id);
        new Composer(folder, listener::onComposeProgress).compose(sealer);
        LOG.info("viewing copy of {} ready", id);
        copy = ViewingFolder.read(folder);
      }
      copy.ifPresent(listener::onComposed);
    } catch (IOException | RuntimeException e) {
      LOG.error("viewing copy of {} failed", id, e);
      listener.onComposeFailed("观看版生成失败：" + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      queued.remove(folder);
    }
  }

  /** Gives up what is in progress; it is redone when it is queued again. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
