package org.maplebridge.recording.compose;

import com.fasterxml.jackson.databind.JsonNode;
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
  static final String THUMBNAILS = "thumbnails.jpg";

  private ViewingFolder() {}

  /** The finished copy of a recording, if there is one. */
  public static Optional<ViewingCopy> read(RecordingFolder folder) throws IOException {
    Path file = folder.viewing().resolve(INDEX);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = Json.LINE.readTree(Files.readAllBytes(file));
    if (json.path("format").asInt() != ViewingIndex.FORMAT) {
      // Made by another version: as good as none, it is made again from the originals.
      return Optional.empty();
    }
    ViewingIndex index = Json.LINE.treeToValue(json, ViewingIndex.class);
    return Optional.of(
        new ViewingCopy(
            folder.path().getFileName().toString(),
            folder.viewing().resolve(index.file()),
            index.seconds(),
            index.bytes(),
            index.sha256(),
            index.chapters(),
            index.speech(),
            index.breaks(),
            index.events(),
            folder.viewing().resolve(THUMBNAILS),
            index.thumbnails()));
  }

  /** An empty folder to make a copy in; what an earlier try left is removed. */
  static Path begin(RecordingFolder folder) throws IOException {
    Path part = folder.composing();
    remove(part);
    return Files.createDirectory(part);
  }

  private static void remove(Path copy) throws IOException {
    if (Files.exists(copy)) {
      try (Stream<Path> files = Files.walk(copy)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Seals what lies in the folder and moves it to its place. An older copy goes first: where the
   * process ends in between, there is none, and one is made at the next start.
   */
  static void finish(RecordingFolder folder, Sealer sealer) throws IOException {
    Path part = folder.composing();
    List<ViewingManifest.BlockedFile> files = new ArrayList<>();
    for (String name : List.of(MP4, INDEX, THUMBNAILS)) {
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
    remove(folder.viewing());
    Files.move(part, folder.viewing(), StandardCopyOption.ATOMIC_MOVE);
    RecordingFolder.force(folder.path());
  }
}
