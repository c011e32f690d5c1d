package org.maplebridge.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.RecordingException;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.UnfinishedRecording;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.compose.ComposeQueue;
import org.maplebridge.recording.compose.ParticipantViews;
import org.maplebridge.recording.compose.ViewingFolder;
import org.maplebridge.recording.seal.Ledger;
import org.maplebridge.recording.seal.LedgerEntry;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;
import org.maplebridge.recording.store.RecordingRoot;
import org.maplebridge.recording.track.Timeline;
import org.maplebridge.recording.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recorder of one server process, built by hand from its parts. */
public final class RecordingService implements Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingService.class);

  // Passed by argument.
  private final RecordingRoot root;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  // Allocated by this.
  private final Sealer sealer;
  private final ComposeQueue queue;
  private final ParticipantViews views;
  private final TimeStampQueue timeStamps;
  private final StallWatch stalls = new StallWatch(this::runs);
  private final Map<String, RecordingRun> running = new ConcurrentHashMap<>();

  /** Held while a folder's ledger is opened or closed for good, never during a run. */
  private final ReentrantLock folders = new ReentrantLock();

  /**
   * @param folder root of all recordings; made where it is missing
   * @param leastFreeBytes below this no new recording starts
   * @param key signs manifests and the heads of ledgers
   * @param authority stamps seals with the time, where there is one; closed with this
   * @param clock wall clock
   * @param nanoTime the clock of {@link org.maplebridge.bridge.api.MediaPacket#arrivalNanos()}
   * @param composers viewing copies made at the same time
   */
  public RecordingService(
      Path folder,
      long leastFreeBytes,
      SealingKey key,
      Optional<TimeStampAuthority> authority,
      InstantSource clock,
      LongSupplier nanoTime,
      int composers)
      throws IOException {
    this.root = new RecordingRoot(Files.createDirectories(folder), leastFreeBytes);
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.sealer = new Sealer(key, authority, clock);
    this.queue = new ComposeQueue(sealer, composers);
    // No recording's id has a dot: the folder is nobody's.
    this.views = new ParticipantViews(folder.resolve(".views"), clock);
    this.timeStamps = new TimeStampQueue(sealer, authority);
    root.takeReserve();
    root.folders().forEach(timeStamps::add);
  }

  @Override
  public LiveRecording start(RecordingOrder order, BridgeRoom room, RecordingListener listener) {
    RecordingFolder folder = root.folder(order.recordingId());
    folders.lock();
    try {
      root.requireSpace();
      root.takeReserve();
      if (running.containsKey(order.recordingId())) {
        throw new RecordingException("recording.running", "这场录制正在进行");
      }
      if (Files.exists(folder.manifest())) {
        throw new RecordingException("recording.sealed", "这场录制已封存，不能再追加");
      }
      boolean known = Files.exists(folder.ledger());
      OpenLedger open = known ? reopen(folder, order) : create(folder, order);
      RecordingRun run = run(order, room, listener, open);
      running.put(order.recordingId(), run);
      run.begin();
      return run;
    } catch (IOException e) {
      throw new RecordingException("recording.disk", "录制文件夹无法写入，请检查磁盘", e);
    } finally {
      folders.unlock();
    }
  }

  private RecordingRun run(
      RecordingOrder order, BridgeRoom room, RecordingListener listener, OpenLedger open) {
    Timeline timeline = new Timeline(open.startedAt(), clock.instant(), nanoTime.getAsLong());
    return new RecordingRun(
        order.recordingId(),
        root,
        room,
        listener,
        clock,
        nanoTime,
        timeline,
        open.ledger(),
        sealer.key(),
        () -> running.remove(order.recordingId()));
  }

  private OpenLedger create(RecordingFolder folder, RecordingOrder order) throws IOException {
    Files.createDirectories(folder.tracks());
    byte[] bytes = Json.PAGE.writeValueAsBytes(order);
    RecordingFolder.writeWhole(folder.order(), bytes);
    Ledger ledger = Ledger.create(folder.ledger(), clock);
    Instant startedAt = clock.instant();
    ledger.append(new LedgerEntry.Started(order.recordingId(), startedAt, Hashing.hex(bytes)));
    ledger.sign(order.recordingId(), sealer.key());
    ledger.force();
    RecordingFolder.force(folder.path());
    return new OpenLedger(ledger, startedAt);
  }

  private OpenLedger reopen(RecordingFolder folder, RecordingOrder order) throws IOException {
    LedgerFile read = LedgerFile.read(folder.ledger());
    LedgerSummary summary = LedgerSummary.of(read);
    if (read.lines().isEmpty()) {
      // The process died before its first line was whole: nothing was recorded.
      Recovery.keepFaulty(folder);
      Files.delete(folder.ledger());
      return create(folder, order);
    }
    Ledger ledger = Recovery.open(folder, read, clock);
    Gap.Cause cause =
        summary.paused()
            ? Gap.Cause.PAUSED
            : summary.cleanEnd() ? Gap.Cause.STOPPED : Gap.Cause.INTERRUPTED;
    ledger.append(new LedgerEntry.Resumed(summary.lastWrittenAt(), clock.instant(), cause));
    if (!order.equals(Sealer.readOrder(folder, summary))) {
      keepOrder(folder, order, read.lines().size(), ledger);
    }
    ledger.force();
    return new OpenLedger(ledger, summary.startedAt());
  }

  private static void keepOrder(
      RecordingFolder folder, RecordingOrder order, int number, Ledger ledger) throws IOException {
    String name = "order-%06d.json".formatted(number);
    byte[] bytes = Json.PAGE.writeValueAsBytes(order);
    RecordingFolder.writeWhole(folder.path().resolve(name), bytes);
    ledger.append(new LedgerEntry.Reordered(name, Hashing.hex(bytes)));
  }

  @Override
  public List<String> all() {
    return folders().stream().map(folder -> folder.path().getFileName().toString()).toList();
  }

  @Override
  public List<UnfinishedRecording> unfinished() {
    List<UnfinishedRecording> found = new ArrayList<>();
    for (RecordingFolder folder : folders()) {
      String id = folder.path().getFileName().toString();
      if (!folder.isSealed() && !running.containsKey(id) && Files.exists(folder.ledger())) {
        try {
          LedgerSummary summary = LedgerSummary.of(LedgerFile.read(folder.ledger()));
          found.add(
              new UnfinishedRecording(
                  Sealer.readOrder(folder, summary),
                  summary.startedAt(),
                  summary.lastWrittenAt(),
                  !summary.cleanEnd()));
        } catch (IOException e) {
          LOG.error("recording {} cannot be read", id, e);
        }
      }
    }
    return List.copyOf(found);
  }

  @Override
  public SealedRecording seal(String recordingId) {
    RecordingFolder folder = known(recordingId);
    RecordingRun run = running.get(recordingId);
    if (run != null) {
      run.stop("sealed").toCompletableFuture().join();
    }
    folders.lock();
    try {
      if (!folder.isSealed()) {
        Recovery.open(folder, LedgerFile.read(folder.ledger()), clock).close();
      }
      SealedRecording sealed = sealer.seal(folder);
      timeStamps.add(folder);
      LOG.info("recording {} sealed, manifest {}", recordingId, sealed.manifestSha256());
      return sealed;
    } catch (IOException | IllegalArgumentException e) {
      throw new RecordingException("recording.disk", "录制无法封存，请检查磁盘后重试", e);
    } finally {
      folders.unlock();
    }
  }

  @Override
  public Optional<SealedRecording> sealed(String recordingId) {
    RecordingFolder folder = root.folder(recordingId);
    try {
      return folder.isSealed() ? Optional.of(Sealer.read(folder)) : Optional.empty();
    } catch (IOException e) {
      throw new RecordingException("recording.disk", "录制的清单无法读取", e);
    }
  }

  @Override
  public boolean hasSealedSizes(String recordingId) {
    try {
      return Sealer.hasSizes(root.folder(recordingId));
    } catch (IOException missing) {
      return false;
    }
  }

  @Override
  public boolean awaitsTimeStamp(String recordingId) {
    try {
      return Sealer.awaitsTimeStamp(root.folder(recordingId));
    } catch (IOException e) {
      throw new RecordingException("recording.disk", "录制的清单无法读取", e);
    }
  }

  @Override
  public void compose(String recordingId, RecordingListener listener) {
    queue.add(known(recordingId), false, listener);
  }

  @Override
  public void recompose(String recordingId, RecordingListener listener) {
    queue.add(known(recordingId), true, listener);
  }

  @Override
  public List<String> uncomposed() {
    return folders().stream()
        .filter(RecordingFolder::isSealed)
        .map(folder -> folder.path().getFileName().toString())
        .filter(id -> viewingCopy(id).isEmpty())
        .toList();
  }

  @Override
  public Optional<ViewingCopy> viewingCopy(String recordingId) {
    try {
      return ViewingFolder.read(root.folder(recordingId));
    } catch (IOException e) {
      throw new RecordingException("recording.disk", "观看版无法读取", e);
    }
  }

  @Override
  public Optional<Path> participantView(String recordingId, String participantId) {
    RecordingFolder folder = known(recordingId);
    try {
      return folder.isSealed() ? views.of(folder, participantId) : Optional.empty();
    } catch (IOException e) {
      throw new RecordingException("recording.disk", "这个人的录像无法读取", e);
    }
  }

  @Override
  public Verification verify(String recordingId) {
    try {
      return Verifier.selfContained().verify(known(recordingId).path());
    } catch (IOException e) {
      throw new RecordingException("recording.disk", "录制文件无法读取", e);
    }
  }

  @Override
  public Path folder(String recordingId) {
    return root.folder(recordingId).path();
  }

  private RecordingFolder known(String recordingId) {
    RecordingFolder folder = root.folder(recordingId);
    if (!Files.exists(folder.ledger())) {
      throw new RecordingException("recording.unknown", "没有这场录制");
    }
    return folder;
  }

  private List<RecordingFolder> folders() {
    try {
      return root.folders();
    } catch (IOException e) {
      throw new RecordingException("recording.disk", "录制文件夹无法读取", e);
    }
  }

  private List<RecordingRun> runs() {
    return List.copyOf(running.values());
  }

  @Override
  public void close() {
    queue.close();
    timeStamps.close();
    for (RecordingRun run : runs()) {
      run.stop("server-stopped").toCompletableFuture().join();
    }
    stalls.close();
  }

  private record OpenLedger(Ledger ledger, Instant startedAt) {}
}
