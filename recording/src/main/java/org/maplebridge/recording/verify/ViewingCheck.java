package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.maplebridge.recording.seal.ViewingManifest;
import org.maplebridge.recording.seal.ViewingManifest.BlockedFile;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Hashing.Block;
import org.maplebridge.recording.store.RecordingFolder;

/** Compares a viewing copy with its signed manifest, block by block. */
final class ViewingCheck {

  private final RecordingFolder folder;
  private final Trust trust;
  private final Report report;

  ViewingCheck(RecordingFolder folder, Trust trust, Report report) {
    this.folder = folder;
    this.trust = trust;
    this.report = report;
  }

  /**
   * @param sealed whether the recording's own seal holds, so that it can be compared with
   */
  void run(boolean sealed) {
    Optional<ViewingManifest> read =
        new SealCheck(folder.viewing(), trust, report).signed(ViewingManifest.class);
    if (read.isEmpty()) {
      return;
    }
    ViewingManifest manifest = read.get();
    if (sealed) {
      report
          .read(folder.manifest(), Hashing::hex)
          .filter(hash -> !hash.equals(manifest.recordingManifestSha256()))
          .ifPresent(hash -> ofAnother());
    }
    Set<String> known =
        new HashSet<>(
            Set.of(RecordingFolder.MANIFEST, RecordingFolder.SIGNATURE, RecordingFolder.SIGNER));
    for (BlockedFile blocked : manifest.files()) {
      known.add(blocked.file());
      check(blocked);
    }
    report.read(folder.manifest(), file -> files()).stream()
        .flatMap(List::stream)
        .filter(file -> !known.contains(name(file)))
        .forEach(this::added);
  }

  private void ofAnother() {
    Path file = folder.viewing().resolve(RecordingFolder.MANIFEST);
    report.problem(file, 0, 0, "the viewing copy was made of another recording");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.viewing())) {
      return files.filter(file -> !Files.isDirectory(file)).sorted().toList();
    }
  }

  private String name(Path file) {
    return new RecordingFolder(folder.viewing()).name(file);
  }

  private void added(Path file) {
    report
        .read(file, Files::size)
        .ifPresent(size -> report.problem(file, 0, size, "added after the seal"));
  }

  private void check(BlockedFile blocked) {
    Path file = folder.viewing().resolve(blocked.file());
    Optional<Long> size = report.read(file, Files::size);
    if (size.isPresent()) {
      report.findings().files(1);
      report.checkSize(file, size.get(), blocked.bytes());
      report
          .read(file, read -> changed(read, blocked.blocks(), size.get()))
          .orElse(List.of())
          .forEach(b -> report.problem(file, b.offset(), b.length(), "these bytes were changed"));
    }
  }

  private static List<Block> changed(Path file, List<Block> blocks, long size) throws IOException {
    List<Block> changed = new ArrayList<>();
    for (Block block : blocks) {
      boolean there = block.offset() + block.length() <= size;
      if (there && !Hashing.range(file, block.offset(), block.length()).equals(block.sha256())) {
        changed.add(block);
      }
    }
    return changed;
  }
}
