package org.maplebridge.server.dossier;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.cases.RecordingSummary.CopyState;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.room.RecordingDoor;
import org.maplebridge.signaling.sitting.Sitting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has sittings recorded under their case, seals what is over and has its viewing copy made. The
 * database says what exists, the recorder's folders hold it. Any thread; work that blocks runs on
 * virtual threads.
 */
public final class CaseRecorder implements RecordingDoor {
  private static final Logger LOG = LoggerFactory.getLogger(CaseRecorder.class);

  private final Jdbi jdbi;
  private final Recorder recorder;
  private final RecordingStore store;
  private final CaseStory story;
  private final AuditLog audit;
  private final Texts texts;
  private final Ids ids;
  private final InstantSource clock;
  private final Executor virtualThreads;
  private final TimelineWords words;
  private final Map<String, LiveRecording> running = new ConcurrentHashMap<>();

  public CaseRecorder(
      Jdbi jdbi,
      Recorder recorder,
      RecordingStore store,
      CaseStory story,
      AuditLog audit,
      Texts texts,
      Ids ids,
      InstantSource clock,
      Executor virtualThreads) {
    this.jdbi = jdbi;
    this.recorder = recorder;
    this.store = store;
    this.story = story;
    this.audit = audit;
    this.texts = texts;
    this.ids = ids;
    this.clock = clock;
    this.virtualThreads = virtualThreads;
    this.words = new TimelineWords(texts);
  }

  @Override
  public CompletionStage<Void> start(Sitting sitting, BridgeRoom room, Watch watch) {
    return CompletableFuture.runAsync(
        () -> {
          String id = store.ofSitting(sitting.id()).map(RecordingRow::id).orElseGet(ids::next);
          LiveRecording live = recorder.start(order(id, sitting), room, new Progress(id, watch));
          running.put(sitting.id(), live);
          store.running(id, sitting.id(), sitting.caseId(), now());
          LOG.info("Recording {} of sitting {} runs", id, sitting.id());
        },
        virtualThreads);
  }

  @Override
  public void note(String sittingId, String what, String participantId) {
    LiveRecording live = running.get(sittingId);
    if (live != null) {
      live.note(words.event(what, participantId));
    }
  }

  @Override
  public CompletionStage<Void> stop(String sittingId, String reason) {
    LiveRecording live = running.remove(sittingId);
    if (live == null) {
      return CompletableFuture.completedFuture(null);
    }
    return ended(live, live.stop(reason), reason);
  }

  @Override
  public CompletionStage<Void> pause(String sittingId, String ground) {
    LiveRecording live = running.remove(sittingId);
    return live == null
        ? CompletableFuture.completedFuture(null)
        : ended(live, live.pause(ground), ground);
  }

  private CompletionStage<Void> ended(
      LiveRecording live, CompletionStage<Void> complete, String why) {
    return complete.thenRunAsync(
        () -> {
          store.stopped(live.recordingId(), now());
          LOG.info("Recording {} stopped: {}", live.recordingId(), why);
        },
        virtualThreads);
  }

  @Override
  public CompletionStage<Void> finish(String sittingId) {
    return stop(sittingId, "sitting-ended")
        .thenRunAsync(
            () -> store.ofSitting(sittingId).map(RecordingRow::id).ifPresent(this::seal),
            virtualThreads);
  }

  /** Whether a sitting is being recorded now. */
  boolean isRunning(String sittingId) {
    return running.containsKey(sittingId);
  }

  /** Seals a recording and queues its viewing copy; sealing twice is no error. Blocking. */
  void seal(String recordingId) {
    SealedRecording sealed = recorder.seal(recordingId);
    jdbi.useTransaction(
        handle -> {
          RecordingRow row = store.find(recordingId).orElseThrow();
          if (row.manifestSha256().isEmpty()) {
            store.sealed(handle, recordingId, sealed);
            story.add(
                handle,
                row.caseId(),
                "recording-sealed",
                Optional.empty(),
                sealed.manifestSha256());
            audit.record(
                handle, "system", "recording.seal", recordingId, "", AuditLog.Outcome.ALLOWED);
          }
        });
    LOG.info("Recording {} sealed", recordingId);
    compose(recordingId);
  }

  /** Queues the making of a viewing copy. */
  void compose(String recordingId) {
    store.copy(recordingId, CopyState.QUEUED, 0);
    recorder.compose(recordingId, new Progress(recordingId, fault -> {}));
  }

  /** Queues it to be made once more from the originals. */
  void recompose(String recordingId) {
    store.copy(recordingId, CopyState.QUEUED, 0);
    recorder.recompose(recordingId, new Progress(recordingId, fault -> {}));
  }

  private RecordingOrder order(String id, Sitting sitting) {
    List<RecordingOrder.Person> people =
        sitting.participants().stream()
            .filter(p -> !sitting.isListener(p))
            .map(
                p ->
                    new RecordingOrder.Person(
                        p.id(), sitting.namesAt(p), p.role().name(), label(p.role().name())))
            .toList();
    return new RecordingOrder(
        id,
        sitting.id(),
        sitting.platformNumber(),
        sitting.caseNumber(),
        sitting.caseTitle(),
        sitting.kind().name(),
        people);
  }

  private String label(String role) {
    return texts.sentence("role." + role, Locale.SIMPLIFIED_CHINESE);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Keeps the table in step with the recorder. Called on the recorder's threads. */
  private final class Progress implements RecordingListener {
    private final String recordingId;
    private final Watch watch;

    Progress(String recordingId, Watch watch) {
      this.recordingId = recordingId;
      this.watch = watch;
    }

    @Override
    public void onFault(String sentence) {
      LOG.warn("Recording {} lost data", recordingId);
      watch.onFault(sentence);
    }

    @Override
    public void onRecovered() {
      LOG.info("Recording {} goes on", recordingId);
      watch.onRecovered();
    }

    @Override
    public void onComposeProgress(double ratio) {
      store.copy(recordingId, CopyState.COMPOSING, ratio);
    }

    @Override
    public void onComposed(ViewingCopy copy) {
      RecordingRow row = store.find(recordingId).orElseThrow();
      jdbi.useTransaction(
          handle -> {
            store.copyReady(handle, recordingId, copy.sha256());
            row.copySha256()
                .ifPresent(
                    before -> {
                      String what =
                          before.equals(copy.sha256()) ? "copy-made-again" : "copy-made-otherwise";
                      story.add(handle, row.caseId(), what, Optional.empty(), copy.sha256());
                    });
          });
      LOG.info("Viewing copy of recording {} is ready", recordingId);
    }

    @Override
    public void onComposeFailed(String reason) {
      store.copy(recordingId, CopyState.FAILED, 0);
      LOG.error("Viewing copy of recording {} failed: {}", recordingId, reason);
    }
  }
}
