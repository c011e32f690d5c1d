package org.maplebridge.bench.recording;

import java.util.concurrent.CompletableFuture;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.ViewingCopy;

/** Has a viewing copy made and waits for it. */
public final class Composing {

  private Composing() {}

  /**
   * The viewing copy of a sealed recording.
   *
   * @throws java.util.concurrent.CompletionException when it cannot be made
   */
  public static ViewingCopy await(Recorder recorder, String id) {
    CompletableFuture<ViewingCopy> composed = new CompletableFuture<>();
    recorder.compose(
        id,
        new RecordingListener() {
          @Override
          public void onFault(String sentence) {
            composed.completeExceptionally(new IllegalStateException(sentence));
          }

          @Override
          public void onComposed(ViewingCopy copy) {
            composed.complete(copy);
          }

          @Override
          public void onComposeFailed(String reason) {
            composed.completeExceptionally(new IllegalStateException(reason));
          }
        });
    return composed.join();
  }
}
