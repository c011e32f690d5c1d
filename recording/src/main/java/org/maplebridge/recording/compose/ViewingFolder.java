package org.maplebridge.recording.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.seal.ViewingManifest;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/** The files of a viewing copy: made aside, sealed, then moved to their place in one step. */
public final class ViewingFolder {

  static final String MP4 = "viewing.mp4";
  static final String INDEX = "index.json";

  private ViewingFolder() {}

  /** The finished copy of a recording, if there is one. */
  public static Optional<ViewingCopy> read(RecordingFolder folder) throws IOException {
    Path file = folder.viewing().resolve(INDEX);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ViewingIndex index = Json.LINE.readValue(Files.readAllBytes(file), ViewingIndex.class);
    return Optional.of(
        new ViewingCopy(
            folder.path().getFileName().toString(),
            folder.viewing().resolve(index.file()),
            index.seconds(),
            index.bytes(),
            index.sha256(),
            index.chapters().size(),
            index.speech()));
  }

  /** An empty folder to make a copy in; what an earlier try left is removed. */
  static Path begin(RecordingFolder folder) throws IOException {
    Path part = folder.composing();
    if (Files.exists(part)) {
      try (Stream<Path> files = Files.walk(part)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectory(part);
  }

  /** Seals what lies in the folder and moves it to its place. */
  static void finish(RecordingFolder folder, Sealer sealer) throws IOException {
    Path part = folder.composing();
    List<ViewingManifest.BlockedFile> files = new ArrayList<>();
    for (String name : List.of(MP4, INDEX)) {
      Path file = part.resolve(name);
      RecordingFolder.makeReadOnly(file);
      files.add(
          new ViewingManifest.BlockedFile(
              name,
              Files.size(file),
              Hashing.hex(file),
              Hashing.blocks(file, ViewingManifest.BLOCK_BYTES)));
    }
    ViewingManifest manifest =
        new ViewingManifest(ViewingManifest.FORMAT, Hashing.hex(folder.manifest()), files);
    sealer.sign(part, Json.PAGE.writeValueAsBytes(manifest));
    Files.move(part, folder.viewing(), StandardCopyOption.ATOMIC_MOVE);
    RecordingFolder.force(folder.path());
  }
}
