package org.maplebridge.server.dossier;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.RecordingException;
import org.maplebridge.recording.api.UnfinishedRecording;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves no recording unfinished: what a failure cut off is marked, and continued by its room when
 * people come back or sealed when nobody does. Blocking.
 */
public final class DossierKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(DossierKeeper.class);

  /** A sitting nobody ended is over this long after its planned end: no link stands any more. */
  private static final Duration GRACE = Duration.ofHours(4);

  private final Jdbi jdbi;
  private final Recorder recorder;
  private final CaseRecorder caseRecorder;
  private final RecordingStore store;
  private final SittingStore sittings;
  private final CaseStory story;
  private final InstantSource clock;

  public DossierKeeper(
      Jdbi jdbi,
      Recorder recorder,
      CaseRecorder caseRecorder,
      RecordingStore store,
      SittingStore sittings,
      CaseStory story,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.recorder = recorder;
    this.caseRecorder = caseRecorder;
    this.store = store;
    this.sittings = sittings;
    this.story = story;
    this.clock = clock;
  }

  /** At the start of the server, before rooms open: finds what the last run left behind. */
  public void recover() {
    recorder.unfinished().forEach(this::mark);
    sweep();
    resumeCopies();
  }

  /** Copies are made in the order of their sittings; what was in the making begins anew. */
  private void resumeCopies() {
    List<String> missing = recorder.uncomposed();
    store.composing().stream()
        .filter(id -> !missing.contains(id))
        .filter(id -> recorder.viewingCopy(id).isPresent())
        .forEach(caseRecorder::recompose);
    missing.stream().filter(id -> store.find(id).isPresent()).forEach(caseRecorder::compose);
  }

  /** Now and then: ends sittings nobody ended, and seals what belongs to sittings that are over. */
  public void sweep() {
    OffsetDateTime latest = clock.instant().atOffset(ZoneOffset.UTC).minus(GRACE);
    sittings.openEndedBefore(latest).stream()
        .filter(id -> !caseRecorder.isRunning(id))
        .forEach(id -> sittings.move(id, SittingState.ENDED));
    for (RecordingRow row : store.unsealedOfEndedSittings()) {
      if (!caseRecorder.isRunning(row.sittingId())) {
        trySeal(row.id());
      }
    }
  }

  private void mark(UnfinishedRecording unfinished) {
    String id = unfinished.order().recordingId();
    Optional<Sitting> sitting = sittings.find(unfinished.order().sittingId());
    if (sitting.isEmpty()) {
      LOG.error("Recording {} belongs to no sitting of this database; it is left alone", id);
      return;
    }
    if (store.find(id).isEmpty()) {
      OffsetDateTime startedAt = unfinished.startedAt().atOffset(ZoneOffset.UTC);
      store.running(id, sitting.get().id(), sitting.get().caseId(), startedAt);
    }
    if (unfinished.interrupted()) {
      jdbi.useTransaction(
          handle -> {
            OffsetDateTime last = unfinished.lastWrittenAt().atOffset(ZoneOffset.UTC);
            store.interrupted(handle, id, last);
            story.add(handle, sitting.get().caseId(), "recording-interrupted", Optional.empty());
          });
      LOG.warn("Recording {} of sitting {} was interrupted", id, sitting.get().id());
    }
  }

  /** One recording that cannot be sealed does not keep the others from it. */
  private void trySeal(String recordingId) {
    try {
      caseRecorder.seal(recordingId);
    } catch (RecordingException failure) {
      LOG.error("Recording {} cannot be sealed: {}", recordingId, failure.id(), failure);
    }
  }
}
