package org.maplebridge.server.dossier.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.bag.BagFolder;
import org.maplebridge.recording.bag.BagInfo;
import org.maplebridge.recording.bag.BagVerifier;
import org.maplebridge.recording.bag.BagWriter;
import org.maplebridge.recording.bag.TimeStampMissingException;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.server.cases.BoundNumber;
import org.maplebridge.server.dossier.file.CaseRecord;
import org.maplebridge.server.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a signed package of a case's papers and recordings, and verifies it. Blocking. */
public final class Bagging {
  private static final Logger LOG = LoggerFactory.getLogger(Bagging.class);

  private final Recorder recorder;
  private final BagWriter writer;
  private final String centre;

  /**
   * @param authority stamps packages with the time, where there is one
   * @param centre the house whose packages these are
   */
  public Bagging(
      Recorder recorder, SealingKey key, Optional<TimeStampAuthority> authority, String centre) {
    this.recorder = recorder;
    this.writer = new BagWriter(key, authority);
    this.centre = centre;
  }

  /**
   * Makes a package at a path where there is none.
   *
   * @param what what it is, as it stands at the top of its page
   * @param recordings those that go in
   * @return what was made; it was verified after it was written
   * @throws IOException when it cannot be written, or does not verify
   * @throws ProblemException {@code dossier.time-stamp-away}
   */
  public Made make(
      Path bag,
      String id,
      String what,
      CaseRecord record,
      CasePackage papers,
      List<SealedRecording> recordings,
      OffsetDateTime at)
      throws IOException {
    remove(bag);
    papers.layInto(bag);
    List<BagIndex.Entry> entries = new ArrayList<>(papers.entries());
    for (SealedRecording recording : recordings) {
      String recordingId = recording.order().recordingId();
      String path = "recordings/" + recordingId;
      BagWriter.add(bag, path, recorder.folder(recordingId));
      entries.add(new BagIndex.Entry(15, "录音录像 " + recording.startedAt(), path + "/"));
    }
    List<String> numbers = record.detail().numbers().stream().map(BoundNumber::display).toList();
    String title = what + "　" + record.detail().title();
    BagInfo info = new BagInfo(centre, numbers, title, id, at.toLocalDate());
    try {
      writer.seal(bag, info, BagIndex.write(title, facts(numbers, at), entries));
    } catch (TimeStampMissingException away) {
      LOG.warn("Package {} is not sealed: {}", id, String.valueOf(away.getCause()));
      throw new ProblemException("dossier.time-stamp-away", 503);
    }
    Verification verification = BagVerifier.selfContained().verify(bag);
    if (!verification.ok()) {
      throw new IOException("the package does not verify: " + verification.problems());
    }
    return measured(bag);
  }

  private List<List<String>> facts(List<String> numbers, OffsetDateTime at) {
    return List.of(
        List.of("立卷单位", centre),
        List.of("案号", String.join("、", numbers)),
        List.of("封存时间", at.toString()));
  }

  private static Made measured(Path bag) throws IOException {
    long bytes = 0;
    int files = 0;
    try (Stream<Path> walk = Files.walk(bag)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
        files++;
      }
    }
    return new Made(Hashing.hex(bag.resolve(BagFolder.TAG_MANIFEST)), bytes, files);
  }

  /** Removes a folder with all that is in it, if it is there. */
  public static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** A package that was made. */
  public record Made(String tagManifestSha256, long bytes, int files) {}
}
