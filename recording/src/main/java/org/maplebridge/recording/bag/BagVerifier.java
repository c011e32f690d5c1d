package org.maplebridge.recording.bag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.api.Verification.Checked;
import org.maplebridge.recording.api.Verification.Problem;
import org.maplebridge.recording.verify.Trust;
import org.maplebridge.recording.verify.Verifier;

/**
 * Verifies whatever a path holds, offline: dossiers as bags, and every recording, in a bag or by
 * itself, by its own ledger and seal.
 */
public final class BagVerifier {
  private final Trust trust;

  private BagVerifier(Trust trust) {
    this.trust = trust;
  }

  /** Believes the keys in the folders: shows any change, but not a forgery signed anew. */
  public static BagVerifier selfContained() {
    return trusting(Trust.none());
  }

  /** Accepts what the verifying person knows. */
  public static BagVerifier trusting(Trust trust) {
    return new BagVerifier(trust);
  }

  /**
   * @throws IOException when something cannot be read at all
   */
  public Verification verify(Path path) throws IOException {
    Verifier recordings = Verifier.trusting(trust);
    List<Path> bags = bags(path);
    if (bags.isEmpty()) {
      return recordings.verify(path);
    }
    List<Problem> ofBags = new ArrayList<>();
    int files = 0;
    for (Path bag : bags) {
      BagCheck check = new BagCheck(path, new BagFolder(bag), trust);
      check.run();
      ofBags.addAll(check.problems());
      files += check.files();
    }
    if (!Verifier.holdsRecordings(path)) {
      return new Verification(ofBags.isEmpty(), new Checked(files, 0, 0), ofBags);
    }
    return joined(recordings.verify(path), ofBags, files);
  }

  /** What the ledger of a recording says of a file is finer than what the bag can say of it. */
  private static Verification joined(Verification fine, List<Problem> coarse, int files) {
    Set<String> named = fine.problems().stream().map(Problem::file).collect(Collectors.toSet());
    List<Problem> all = new ArrayList<>(fine.problems());
    coarse.stream().filter(problem -> !named.contains(problem.file())).forEach(all::add);
    Checked checked = fine.checked();
    return new Verification(
        all.isEmpty(),
        new Checked(checked.files() + files, checked.segments(), checked.ledgerLines()),
        all);
  }

  private static List<Path> bags(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    if (BagFolder.looksLikeBag(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(Files::isDirectory).filter(BagFolder::looksLikeBag).sorted().toList();
    }
  }
}
