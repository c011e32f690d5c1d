package org.maplebridge.recording.seal;

import java.util.List;
import org.maplebridge.recording.store.Hashing;

/**
 * The signed statement of a viewing copy: which recording it was made of, and its files in blocks,
 * so that a change can be named by its place.
 *
 * @param recordingManifestSha256 hash of the recording's manifest
 */
public record ViewingManifest(int format, String recordingManifestSha256, List<BlockedFile> files) {

  public static final int FORMAT = 1;
  public static final long BLOCK_BYTES = 1 << 20;

  public ViewingManifest {
    files = List.copyOf(files);
  }

  /** A file cut into blocks of a mebibyte. */
  public record BlockedFile(String file, long bytes, String sha256, List<Hashing.Block> blocks) {
    public BlockedFile {
      Bounds.file(file);
      blocks = List.copyOf(blocks);
      blocks.forEach(block -> Bounds.range(block.offset(), block.length()));
    }
  }
}
