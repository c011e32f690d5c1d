package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.maplebridge.bench.process.ServerProcess;
import org.maplebridge.bench.rehearse.RehearsalReport.Track;
import org.maplebridge.bench.rehearse.RehearsalReport.ViewingCopy;

/**
 * What lies in the archive of a rehearsal, found by decoding the files and by the offline verifier.
 *
 * @param avOffsetMs picture against sound, the worst of the people; NaN where it cannot be told
 */
record Archive(
    Path folder,
    List<Track> tracks,
    double avOffsetMs,
    ViewingCopy viewingCopy,
    boolean verified,
    List<String> problems) {

  private static final double WALL_TOLERANCE_SECONDS = 0.2;
  private static final double SYNC_TOLERANCE_MS = 80;

  /** Of everybody's seconds; a second cut by the beginning or the end cannot be compared. */
  private static final double ENOUGH_COMPARED = 0.7;

  static Archive of(ServerProcess server, JsonNode recording, Expected expected) {
    Path folder = folderOf(server.data(), recording.path("id").asText());
    List<String> problems = new ArrayList<>();
    List<Track> tracks = tracks(folder, recording, expected, problems);
    double offset = worstOffset(folder, recording, expected);
    if (!(Math.abs(offset) <= SYNC_TOLERANCE_MS)) {
      problems.add("picture and sound are apart by " + offset + " ms");
    }
    ViewingCopy copy = viewingCopy(folder, expected, problems);
    boolean verified =
        ServerProcess.run(List.of("verify", folder.toString(), "--json")).status() == 0;
    if (!verified) {
      problems.add("the verifier does not accept the archive");
    }
    return new Archive(folder, tracks, offset, copy, verified, problems);
  }

  /**
   * What should be found.
   *
   * @param wallSeconds how long was recorded
   * @param tonesHz by participant, of those who are heard all the time: their tracks must be whole,
   *     and their pictures are held against their sound in the viewing copy
   * @param apart who was in the caucuses, by participant
   */
  record Expected(
      double wallSeconds,
      int framesPerSecond,
      Map<String, Double> tonesHz,
      Set<String> apart,
      List<Caucus> caucuses) {

    Expected {
      tonesHz = Map.copyOf(tonesHz);
      apart = Set.copyOf(apart);
      caucuses = List.copyOf(caucuses);
    }

    /** Where all were together all the time. */
    Expected(double wallSeconds, int framesPerSecond, Map<String, Double> tonesHz) {
      this(wallSeconds, framesPerSecond, tonesHz, Set.of(), List.of());
    }

    /** The same where some were apart for a while. */
    Expected apart(Set<String> people, List<Caucus> times) {
      return new Expected(wallSeconds, framesPerSecond, tonesHz, people, times);
    }

    /** A card stands in the viewing copy where some were apart. */
    private double copySeconds() {
      return wallSeconds - caucuses.stream().mapToDouble(Caucus::leftOut).sum();
    }

    private double togetherSeconds() {
      return wallSeconds - caucuses.stream().mapToDouble(Caucus::seconds).sum();
    }

    private List<String> wrongIn(Path file, JsonNode track) {
      if (!apart.contains(track.path("participantId").asText())) {
        return List.of();
      }
      return caucuses.stream()
          .filter(caucus -> !caucus.holdsIn(file, track, framesPerSecond))
          .map(caucus -> file.getFileName() + caucus.fault())
          .toList();
    }

    private boolean isWhole(JsonNode track) {
      return tonesHz.containsKey(track.path("participantId").asText());
    }
  }

  private static List<Track> tracks(
      Path folder, JsonNode recording, Expected expected, List<String> problems) {
    double wallSeconds = expected.wallSeconds();
    List<Track> tracks = new ArrayList<>();
    for (JsonNode track : recording.path("tracks")) {
      String file = track.path("file").asText();
      double seconds = ArchiveProbe.decodedSeconds(folder.resolve(file));
      int gaps = 0;
      for (JsonNode gap : track.path("gaps")) {
        gaps += "MUTED".equals(gap.path("cause").asText()) ? 0 : 1;
      }
      tracks.add(new Track(file, seconds, wallSeconds, gaps));
      problems.addAll(expected.wrongIn(folder.resolve(file), track));
      if (expected.isWhole(track) && Math.abs(seconds - wallSeconds) > WALL_TOLERANCE_SECONDS) {
        problems.add(file + " lasts " + seconds + " s of " + wallSeconds + " s");
      }
    }
    if (tracks.isEmpty()) {
      problems.add("nothing was recorded");
    }
    return tracks;
  }

  private static double worstOffset(Path folder, JsonNode recording, Expected expected) {
    double worst = 0;
    for (JsonNode track : recording.path("tracks")) {
      if ("CAMERA".equals(track.path("kind").asText()) && expected.isWhole(track)) {
        double offset =
            soundOf(recording, track.path("participantId").asText())
                .map(sound -> offset(folder, track, sound, expected.framesPerSecond()))
                .orElse(Double.NaN);
        worst = Double.isNaN(offset) || Math.abs(offset) > Math.abs(worst) ? offset : worst;
      }
    }
    return worst;
  }

  private static double offset(Path folder, JsonNode picture, JsonNode sound, int framesPerSecond) {
    return ArchiveProbe.offsetMs(
        ArchiveProbe.secondsShown(folder.resolve(picture.path("file").asText()), framesPerSecond),
        ArchiveProbe.onsets(folder.resolve(sound.path("file").asText())));
  }

  private static Optional<JsonNode> soundOf(JsonNode recording, String participantId) {
    for (JsonNode track : recording.path("tracks")) {
      if (isSound(track) && participantId.equals(track.path("participantId").asText())) {
        return Optional.of(track);
      }
    }
    return Optional.empty();
  }

  private static boolean isSound(JsonNode track) {
    return "MICROPHONE".equals(track.path("kind").asText());
  }

  private static ViewingCopy viewingCopy(Path folder, Expected expected, List<String> problems) {
    double expectedSeconds = expected.copySeconds();
    Optional<Path> file = find(folder, path -> path.toString().endsWith(".mp4"));
    if (file.isEmpty()) {
      problems.add("there is no viewing copy");
      return new ViewingCopy("", 0, 0, Double.NaN, 0);
    }
    double seconds = ArchiveProbe.decodedSeconds(file.get());
    if (Math.abs(seconds - expectedSeconds) > 5 * WALL_TOLERANCE_SECONDS) {
      problems.add("the viewing copy lasts " + seconds + " s of " + expectedSeconds + " s");
    }
    CopyProbe.Found found =
        CopyProbe.of(file.get(), expected.tonesHz(), expected.framesPerSecond());
    if (!(Math.abs(found.worstMs()) <= SYNC_TOLERANCE_MS)) {
      problems.add("in the viewing copy picture and sound are apart by " + found.worstMs() + " ms");
    }
    double comparable = expected.tonesHz().size() * expected.togetherSeconds();
    if (found.compared() < ENOUGH_COMPARED * comparable) {
      problems.add("in the viewing copy only " + found.compared() + " seconds could be compared");
    }
    return new ViewingCopy(
        folder.relativize(file.get()).toString(),
        seconds,
        ArchiveProbe.chapters(file.get()),
        found.worstMs(),
        found.compared());
  }

  static Path folderOf(Path data, String recordingId) {
    return find(data, path -> Files.isDirectory(path) && path.endsWith(recordingId))
        .orElseThrow(() -> new IllegalStateException("no folder of recording " + recordingId));
  }

  private static Optional<Path> find(Path root, Predicate<Path> wanted) {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(wanted).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
