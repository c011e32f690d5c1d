package org.maplebridge.recording.verify;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.maplebridge.recording.seal.LedgerEntry.Segment;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;

/** Everything that somebody without the key may do to a sealed folder. */
final class Tampering {

  private final Path folder;
  private final Path other;
  private final Random random;

  /**
   * @param other a sealed folder of another case
   */
  Tampering(Path folder, Path other, Random random) {
    this.folder = folder;
    this.other = other;
    this.random = random;
  }

  /**
   * What was done.
   *
   * @param file that must be named
   * @param word one of which must stand in what is said of that file; empty where anything will do
   */
  record Done(String what, String file, List<String> word) {}

  /** One way to tamper. */
  interface Way {
    Done with(Tampering tampering) throws IOException;
  }

  static final List<Way> WAYS =
      List.of(
          Tampering::flip,
          Tampering::truncate,
          Tampering::lengthen,
          Tampering::remove,
          Tampering::add,
          Tampering::swapFiles,
          Tampering::swapSegments,
          Tampering::dropSegment,
          Tampering::insertSegment,
          Tampering::spliceSegment,
          Tampering::spliceTrack,
          Tampering::dropLine,
          Tampering::insertLine,
          Tampering::swapLines,
          Tampering::editLine,
          Tampering::replayLedger,
          Tampering::replayHead,
          Tampering::spliceLedger,
          Tampering::spliceSeal,
          Tampering::rewriteEverythingUnsigned);

  private Done flip() throws IOException {
    Path file = anyFile();
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, bytes);
    return done("flipped a bit", file);
  }

  private Done truncate() throws IOException {
    Path file = anyFile();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    return done("cut the end", file);
  }

  private Done lengthen() throws IOException {
    Path file = anyFile();
    byte[] more = new byte[1 + random.nextInt(500)];
    random.nextBytes(more);
    Files.write(file, join(Files.readAllBytes(file), more));
    return done("added bytes", file);
  }

  private Done remove() throws IOException {
    Path file = anyFile();
    Files.delete(file);
    return done("removed", file, "missing");
  }

  private Done add() throws IOException {
    Path file = folder.resolve("tracks/%03d-camera.mkv".formatted(50 + random.nextInt(40)));
    Files.write(file, new byte[] {1, 2, 3});
    return done("added", file, "added");
  }

  private Done swapFiles() throws IOException {
    List<Path> tracks = tracks();
    byte[] one = Files.readAllBytes(tracks.get(0));
    Files.write(tracks.get(0), Files.readAllBytes(tracks.get(1)));
    Files.write(tracks.get(1), one);
    return done("swapped with another track", tracks.get(0), "spliced", "changed", "added", "cut");
  }

  private Done swapSegments() throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    Path track = pieces(pieces);
    int one = random.nextInt(pieces.size() - 1);
    pieces.add(one, pieces.remove(one + 1));
    write(track, pieces);
    return done("swapped segments", track, "reordered");
  }

  private Done dropSegment() throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    Path track = pieces(pieces);
    pieces.remove(random.nextInt(pieces.size() - 1));
    write(track, pieces);
    return done("dropped a segment", track, "missing");
  }

  private Done insertSegment() throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    Path track = pieces(pieces);
    int from = random.nextInt(pieces.size());
    pieces.add(random.nextInt(from + 1), pieces.get(from));
    write(track, pieces);
    return done("repeated a segment", track, "added", "reordered");
  }

  /** Bytes of another case's track in the place of a segment, of the same length. */
  private Done spliceSegment() throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    Path track = pieces(pieces);
    // Not the first: it may be a header that is the same in both.
    int place = 1 + random.nextInt(pieces.size() - 1);
    byte[] foreign = Files.readAllBytes(other.resolve(folder.relativize(track)));
    int length = pieces.get(place).length;
    pieces.set(place, Arrays.copyOfRange(foreign, foreign.length - length, foreign.length));
    write(track, pieces);
    return done("spliced from another case", track, "changed");
  }

  private Done spliceTrack() throws IOException {
    Path track = tracks().get(random.nextInt(tracks().size()));
    Files.write(track, Files.readAllBytes(other.resolve(folder.relativize(track))));
    return done("another case's track", track);
  }

  private Done dropLine() throws IOException {
    List<String> lines = lines();
    lines.remove(random.nextInt(lines.size()));
    write(lines);
    return ledger("dropped a line");
  }

  private Done insertLine() throws IOException {
    List<String> lines = lines();
    lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
    write(lines);
    return ledger("repeated a line");
  }

  private Done swapLines() throws IOException {
    List<String> lines = lines();
    int one = random.nextInt(lines.size() - 1);
    lines.add(one, lines.remove(one + 1));
    write(lines);
    return ledger("swapped lines");
  }

  /** The careful forger: one line changed and the whole chain after it made to fit. */
  private Done editLine() throws IOException {
    List<String> lines = lines();
    int place = random.nextInt(lines.size() - 2);
    ObjectNode line = (ObjectNode) Json.LINE.readTree(lines.get(place));
    line.put("at", "2026-04-16T02:%02d:00Z".formatted(random.nextInt(60)));
    lines.set(place, Json.LINE.writeValueAsString(line));
    write(chained(lines));
    return ledger("edited a line and chained it anew", "signature", "not the ledger");
  }

  /** The ledger as it was when an earlier head was signed. */
  private Done replayLedger() throws IOException {
    List<String> lines = lines();
    List<Integer> heads = heads(lines);
    write(lines.subList(0, heads.get(random.nextInt(heads.size())) + 1));
    return ledger("set back to an old head", "old head");
  }

  /** An earlier signature in the place of a later one, with everything chained to fit. */
  private Done replayHead() throws IOException {
    List<String> lines = lines();
    List<Integer> heads = heads(lines);
    String old = lines.get(heads.getFirst());
    ObjectNode last = (ObjectNode) Json.LINE.readTree(lines.get(heads.getLast()));
    last.set("entry", Json.LINE.readTree(old).path("entry"));
    lines.set(heads.getLast(), Json.LINE.writeValueAsString(last));
    write(chained(lines));
    return ledger("replayed a head", "replayed");
  }

  private Done spliceLedger() throws IOException {
    Files.copy(other.resolve("ledger.jsonl"), folder.resolve("ledger.jsonl"), REPLACE_EXISTING);
    return ledger("another case's ledger", "another recording");
  }

  private Done spliceSeal() throws IOException {
    for (String name : List.of("manifest.json", "manifest.sig", "SHA256SUMS", "SM3SUMS")) {
      Files.copy(other.resolve(name), folder.resolve(name), REPLACE_EXISTING);
    }
    return ledger("another case's seal", "another recording");
  }

  /** Track, sums and manifest changed to fit one another; only the signature cannot be made. */
  private Done rewriteEverythingUnsigned() throws IOException {
    Path track = tracks().get(random.nextInt(tracks().size()));
    byte[] bytes = Files.readAllBytes(track);
    String before = Hashing.hex(bytes);
    bytes[random.nextInt(bytes.length)] ^= 1;
    Files.write(track, bytes);
    for (String name : List.of("SHA256SUMS", "manifest.json")) {
      Path file = folder.resolve(name);
      Files.writeString(file, Files.readString(file).replace(before, Hashing.hex(bytes)));
    }
    return done("rewrote the manifest", folder.resolve("manifest.json"), "signature");
  }

  private Done ledger(String what, String... words) {
    return done(what, folder.resolve("ledger.jsonl"), words);
  }

  private Done done(String what, Path file, String... words) {
    return new Done(what, folder.relativize(file).toString(), List.of(words));
  }

  private Path anyFile() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return all.get(random.nextInt(all.size()));
    }
  }

  private List<Path> tracks() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tracks"))) {
      return files.sorted().toList();
    }
  }

  /** Cuts a track into its segments. */
  private Path pieces(List<byte[]> pieces) throws IOException {
    LedgerSummary summary = LedgerSummary.of(LedgerFile.read(folder.resolve("ledger.jsonl")));
    LedgerSummary.TrackSummary track =
        summary.tracks().get(random.nextInt(summary.tracks().size()));
    Path file = folder.resolve(track.opened().file());
    byte[] bytes = Files.readAllBytes(file);
    for (Segment segment : track.segments()) {
      int from = (int) segment.offset();
      pieces.add(Arrays.copyOfRange(bytes, from, from + (int) segment.length()));
    }
    return file;
  }

  private static void write(Path file, List<byte[]> pieces) throws IOException {
    Files.write(file, pieces.stream().reduce(new byte[0], Tampering::join));
  }

  private static byte[] join(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(folder.resolve("ledger.jsonl")));
  }

  private void write(List<String> lines) throws IOException {
    Files.writeString(folder.resolve("ledger.jsonl"), String.join("\n", lines) + "\n");
  }

  private static List<Integer> heads(List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).contains("\"type\":\"head\""))
        .boxed()
        .toList();
  }

  private static List<String> chained(List<String> lines) throws IOException {
    List<String> chained = new ArrayList<>();
    String previous = "0".repeat(64);
    for (String text : lines) {
      ObjectNode line = (ObjectNode) Json.LINE.readTree(text);
      line.put("prev", previous);
      String joined = Json.LINE.writeValueAsString(line);
      previous = Hashing.hex(joined.getBytes(StandardCharsets.UTF_8));
      chained.add(joined);
    }
    return chained;
  }
}
