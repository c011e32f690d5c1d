package org.maplebridge.server.dossier;

import java.util.Optional;
import java.util.function.Function;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.server.http.ProblemException;

/** What the recording of a sitting is known by, read from its seal. Blocking. */
public final class RecordingValues {
  private final RecordingStore store;
  private final Function<String, Optional<SealedRecording>> seals;

  /**
   * @param seals what the seal of a recording says, by its id
   */
  public RecordingValues(RecordingStore store, Function<String, Optional<SealedRecording>> seals) {
    this.store = store;
    this.seals = seals;
  }

  /**
   * The values of a sitting's recording; empty where nothing was recorded.
   *
   * @throws ProblemException {@code recording.not-sealed}
   */
  public Optional<Value> ofSitting(String sittingId) {
    return store
        .ofSitting(sittingId)
        .map(
            row ->
                seals
                    .apply(row.id())
                    .map(seal -> new Value(seal.manifestSha256(), seal.manifestSm3()))
                    .orElseThrow(() -> new ProblemException("recording.not-sealed", 409)));
  }

  /** Hashes of the manifest, lower-case hex. */
  public record Value(String sha256, String sm3) {}
}
