package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Verifies recordings from nothing but their folders: no server, no database, no network.
 *
 * @see RecordingFolder the layout
 */
public final class Verifier {

  private final Trust trust;

  private Verifier(Trust trust) {
    this.trust = trust;
  }

  /** Believes the key in the folder: shows any change, but not a forgery signed anew. */
  public static Verifier selfContained() {
    return trusting(Trust.none());
  }

  /** Accepts what the verifying person knows. */
  public static Verifier trusting(Trust trust) {
    return new Verifier(trust);
  }

  /**
   * Verifies a recording's folder, or every recording's folder below a path. A path without any
   * recording is a problem.
   *
   * @throws IOException when something cannot be read at all
   */
  public Verification verify(Path path) throws IOException {
    Findings findings = new Findings();
    List<Path> folders = folders(path);
    if (folders.isEmpty()) {
      findings.problem(".", 0, 0, "there is no recording here");
    }
    for (Path folder : folders) {
      new FolderCheck(new RecordingFolder(folder), trust, new Report(path, findings)).run();
    }
    return findings.verification();
  }

  /** Whether there is any recording's folder at a path or below it. */
  public static boolean holdsRecordings(Path path) throws IOException {
    return !folders(path).isEmpty();
  }

  /** Folders that look like a recording by any of its marks, so that no single loss hides one. */
  private static List<Path> folders(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    if (looksLikeRecording(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(Files::isDirectory).filter(Verifier::looksLikeRecording).sorted().toList();
    }
  }

  private static boolean looksLikeRecording(Path folder) {
    return Files.exists(folder.resolve(RecordingFolder.LEDGER))
        || Files.exists(folder.resolve(RecordingFolder.ORDER))
        || Files.isDirectory(folder.resolve(RecordingFolder.TRACKS));
  }
}
