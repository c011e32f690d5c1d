package org.maplebridge.recording.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.seal.Manifest.SealedFile;
import org.maplebridge.recording.store.Digests;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/** Closes a recording for good, and signs other manifests with the same key. */
public final class Sealer {

  private final SealingKey key;
  private final Optional<TimeStampAuthority> authority;
  private final InstantSource clock;

  /**
   * @param authority stamps the signatures of recordings, where there is one
   */
  public Sealer(SealingKey key, Optional<TimeStampAuthority> authority, InstantSource clock) {
    this.key = key;
    this.authority = authority;
    this.clock = clock;
  }

  public SealingKey key() {
    return key;
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
    Digests digests = Hashing.digests(bytes);
    return new SealedRecording(
        manifest.order(),
        manifest.startedAt(),
        manifest.endedAt(),
        manifest.seconds(),
        manifest.interrupted(),
        manifest.tracks(),
        manifest.gaps(),
        digests.sha256(),
        digests.sm3());
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
    if (authority.isPresent()) {
      RecordingFolder.writeWhole(folder.authority(), authority.get().certificates());
    }
    List<SealedFile> files = hash(folder);
    write(folder.path().resolve(RecordingFolder.SHA256SUMS), sums(files, SealedFile::sha256));
    write(folder.path().resolve(RecordingFolder.SM3SUMS), sums(files, SealedFile::sm3));
    files.add(sealed(folder, folder.path().resolve(RecordingFolder.SHA256SUMS)));
    files.add(sealed(folder, folder.path().resolve(RecordingFolder.SM3SUMS)));
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
            ledger.head(),
            authority.map(asked -> asked.address().toString()));
    sign(folder.path(), Json.PAGE.writeValueAsBytes(manifest));
  }

  /** Every file that is neither the seal nor a list of hashes. */
  private static List<SealedFile> hash(RecordingFolder folder) throws IOException {
    List<SealedFile> files = new ArrayList<>();
    for (Path file : folder.originals()) {
      String name = folder.name(file);
      boolean sums =
          name.equals(RecordingFolder.SHA256SUMS) || name.equals(RecordingFolder.SM3SUMS);
      if (!isSeal(name) && !sums) {
        RecordingFolder.makeReadOnly(file);
        files.add(sealed(folder, file));
      }
    }
    return files;
  }

  private static SealedFile sealed(RecordingFolder folder, Path file) throws IOException {
    Digests digests = Hashing.digests(file);
    return new SealedFile(folder.name(file), Files.size(file), digests.sha256(), digests.sm3());
  }

  /** As {@code sha256sum} writes and checks it. */
  private static byte[] sums(List<SealedFile> files, Function<SealedFile, String> hash) {
    return files.stream()
        .map(file -> hash.apply(file) + "  " + file.file() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether every sealed file has its size.
   *
   * @throws IOException when one is missing
   */
  public static boolean hasSizes(RecordingFolder folder) throws IOException {
    Manifest manifest = Json.read(Files.readAllBytes(folder.manifest()), Manifest.class);
    for (SealedFile file : manifest.files()) {
      if (Files.size(folder.path().resolve(file.file())) != file.bytes()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a sealed folder waits for the time stamp its manifest promises. */
  public static boolean awaitsTimeStamp(RecordingFolder folder) throws IOException {
    return folder.isSealed()
        && !(Files.exists(folder.timeStamp()) && Files.exists(folder.timeStampSignature()))
        && Json.read(Files.readAllBytes(folder.manifest()), Manifest.class)
            .timeStampAuthority()
            .isPresent();
  }

  /**
   * Fetches the time stamp of a sealed folder. It is of the manifest's signature, and so proves
   * that both were there. Our own signature covers the authority's whole answer, of which the
   * authority signs only a part.
   *
   * @throws IOException when the authority cannot be reached or does not answer as it should
   */
  public void stamp(RecordingFolder folder) throws IOException, InterruptedException {
    if (authority.isPresent() && awaitsTimeStamp(folder)) {
      byte[] signature = Files.readAllBytes(folder.path().resolve(RecordingFolder.SIGNATURE));
      byte[] answer = authority.get().stamp(signature);
      write(folder.timeStampSignature(), key.sign(answer));
      write(folder.timeStamp(), answer);
    }
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
        || name.equals(RecordingFolder.TIME_STAMP)
        || name.equals(RecordingFolder.TIME_STAMP_SIGNATURE)
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

  private static List<RecordedTrack> tracks(LedgerSummary summary, List<SealedFile> files) {
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
      LedgerSummary summary, LedgerSummary.TrackSummary track, SealedFile file) {
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
