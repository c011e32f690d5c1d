package org.maplebridge.recording.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.compose.media.ParticipantFile;
import org.maplebridge.recording.compose.plan.Program;
import org.maplebridge.recording.seal.Manifest;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Files of single participants, made when somebody asks and kept for a while. They hold nothing
 * that the originals do not, so they are neither sealed nor missed. Any thread; blocking.
 */
public final class ParticipantViews {

  private static final Duration KEPT = Duration.ofDays(2);

  private final Path cache;
  private final InstantSource clock;

  /**
   * @param cache a folder outside of any recording's; made when needed
   */
  public ParticipantViews(Path cache, InstantSource clock) {
    this.cache = cache;
    this.clock = clock;
  }

  /** The file of a participant of a sealed recording; empty where they sent nothing. */
  public Optional<Path> of(RecordingFolder folder, String participantId) throws IOException {
    Manifest manifest = Json.LINE.readValue(Files.readAllBytes(folder.manifest()), Manifest.class);
    List<RecordedTrack> tracks =
        manifest.tracks().stream()
            .filter(track -> track.participantId().equals(participantId))
            .sorted(Comparator.comparingDouble(RecordedTrack::startSeconds))
            .toList();
    if (tracks.isEmpty()) {
      return Optional.empty();
    }
    Files.createDirectories(cache);
    forgetOld();
    Path file = cache.resolve(name(manifest, participantId, tracks));
    if (!Files.exists(file)) {
      Path fresh = Files.createTempFile(cache, "making", ".part");
      ParticipantFile.write(fresh, folder.path(), tracks, Program.of(manifest).time());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    return Optional.of(file);
  }

  private static String name(Manifest manifest, String participantId, List<RecordedTrack> tracks) {
    String key = manifest.ledgerHead() + participantId;
    return Hashing.hex(key.getBytes(StandardCharsets.UTF_8))
        + "."
        + ParticipantFile.containerOf(tracks).extension();
  }

  private void forgetOld() throws IOException {
    Instant oldest = clock.instant().minus(KEPT);
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
