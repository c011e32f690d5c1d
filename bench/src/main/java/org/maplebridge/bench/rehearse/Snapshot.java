package org.maplebridge.bench.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.bench.recording.Composing;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;

/** The recordings as they lay on the disk when the server had been killed. */
record Snapshot(Path root, Instant killedAt) {

  /** Copies them aside. */
  static Snapshot take(Path recordings, Path copy, Instant killedAt) {
    try (Stream<Path> paths = Files.walk(recordings)) {
      for (Path path : paths.toList()) {
        Files.copy(path, copy.resolve(recordings.relativize(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Snapshot(copy, killedAt);
  }

  /**
   * Does what a server does whose people never come back: recovers, seals, makes the viewing copy;
   * then verifies all of it and decodes it. The only recording of the folder is meant.
   */
  CrashResult.AfterKill examine() throws IOException, GeneralSecurityException {
    SealingKey key = SealingKey.generate(Scheme.ED25519);
    try (RecordingService service =
        new RecordingService(
            root, 0, key, Optional.empty(), InstantSource.system(), System::nanoTime, 1)) {
      String id = service.all().getFirst();
      boolean chained =
          LedgerFile.read(service.folder(id).resolve("ledger.jsonl")).breaks().isEmpty();
      SealedRecording sealed = service.seal(id);
      ViewingCopy copy = Composing.await(service, id);
      double played = ArchiveProbe.decodedSeconds(copy.file());
      return new CrashResult.AfterKill(
          lossSeconds(service.folder(id), sealed),
          chained,
          service.verify(id).ok(),
          copy.seconds(),
          played);
    }
  }

  /**
   * Everybody's microphone and camera were being written: of the latest track of each, from the
   * last media that is there to the kill.
   */
  private double lossSeconds(Path folder, SealedRecording sealed) {
    Map<String, RecordedTrack> latest = new HashMap<>();
    for (RecordedTrack track : sealed.tracks()) {
      latest.merge(
          track.participantId() + track.kind(),
          track,
          (one, other) -> one.startedAt().isAfter(other.startedAt()) ? one : other);
    }
    return latest.values().stream()
        .mapToDouble(track -> lossSeconds(folder, track))
        .max()
        .orElse(Double.NaN);
  }

  private double lossSeconds(Path folder, RecordedTrack track) {
    double seconds = ArchiveProbe.decodedSeconds(folder.resolve(track.file()));
    Instant ended = track.startedAt().plusNanos((long) (seconds * 1e9));
    return Duration.between(ended, killedAt).toMillis() / 1000.0;
  }
}
