package org.maplebridge.recording.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/** Closes a recording for good, and signs other manifests with the same key. */
public final class Sealer {

  private final SealingKey key;
  private final InstantSource clock;

  public Sealer(SealingKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Seals a folder nobody writes to any more; a folder already sealed is left as it is. */
  public SealedRecording seal(RecordingFolder folder) throws IOException {
    if (!folder.isSealed()) {
      writeLastLine(folder);
      writeManifest(folder);
    }
    return read(folder);
  }

  /** What the seal of a sealed folder says. */
  public static SealedRecording read(RecordingFolder folder) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.manifest());
    Manifest manifest = Json.read(bytes, Manifest.class);
    return new SealedRecording(
        manifest.order(),
        manifest.startedAt(),
        manifest.endedAt(),
        manifest.seconds(),
        manifest.interrupted(),
        manifest.tracks(),
        manifest.gaps(),
        Hashing.hex(bytes));
  }

  private void writeLastLine(RecordingFolder folder) throws IOException {
    LedgerFile read = LedgerFile.read(folder.ledger());
    if (!LedgerSummary.of(read).sealed()) {
      try (Ledger ledger = Ledger.append(folder.ledger(), read, clock)) {
        ledger.append(new LedgerEntry.Sealed(clock.instant()));
      }
    }
  }

  private void writeManifest(RecordingFolder folder) throws IOException {
    LedgerFile ledger = LedgerFile.read(folder.ledger());
    LedgerSummary summary = LedgerSummary.of(ledger);
    List<Manifest.SealedFile> files = new ArrayList<>();
    for (Path file : folder.originals()) {
      String name = folder.name(file);
      if (!isSeal(name)) {
        RecordingFolder.makeReadOnly(file);
        files.add(new Manifest.SealedFile(name, Files.size(file), Hashing.hex(file)));
      }
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            readOrder(folder, summary),
            summary.startedAt(),
            summary.lastWrittenAt(),
            summary.seconds(),
            summary.interrupted(),
            tracks(summary, files),
            summary.gaps(),
            summary.events(),
            files,
            ledger.lines().size(),
            ledger.head());
    sign(folder.path(), Json.PAGE.writeValueAsBytes(manifest));
  }

  /** The order in force. */
  public static RecordingOrder readOrder(RecordingFolder folder, LedgerSummary summary)
      throws IOException {
    byte[] bytes = Files.readAllBytes(folder.path().resolve(summary.orderFile()));
    return Json.read(bytes, RecordingOrder.class);
  }

  /** Whether a name belongs to the seal itself. */
  public static boolean isSeal(String name) {
    return name.equals(RecordingFolder.MANIFEST)
        || name.equals(RecordingFolder.SIGNATURE)
        || name.equals(RecordingFolder.SIGNER)
        || name.endsWith(".new");
  }

  /** Writes a manifest with its signature and key; the manifest comes last, it makes the seal. */
  public void sign(Path folder, byte[] manifest) throws IOException {
    write(folder.resolve(RecordingFolder.SIGNATURE), key.sign(manifest));
    write(folder.resolve(RecordingFolder.SIGNER), key.publicPem());
    write(folder.resolve(RecordingFolder.MANIFEST), manifest);
  }

  private static void write(Path file, byte[] content) throws IOException {
    RecordingFolder.writeWhole(file, content);
    RecordingFolder.makeReadOnly(file);
  }

  private static List<RecordedTrack> tracks(
      LedgerSummary summary, List<Manifest.SealedFile> files) {
    List<RecordedTrack> tracks = new ArrayList<>();
    for (LedgerSummary.TrackSummary track : summary.tracks()) {
      files.stream()
          .filter(file -> file.file().equals(track.opened().file()))
          .findFirst()
          .ifPresent(file -> tracks.add(track(summary, track, file)));
    }
    return tracks;
  }

  private static RecordedTrack track(
      LedgerSummary summary, LedgerSummary.TrackSummary track, Manifest.SealedFile file) {
    LedgerEntry.TrackOpened opened = track.opened();
    return new RecordedTrack(
        file.file(),
        opened.sourceId(),
        opened.participantId(),
        opened.kind(),
        opened.codec(),
        summary.startedAt().plusMillis(track.fromMs()),
        track.fromMs() / 1000.0,
        (track.toMs() - track.fromMs()) / 1000.0,
        file.bytes(),
        file.sha256(),
        track.frames(),
        track.packetsLost(),
        track.gaps());
  }
}
