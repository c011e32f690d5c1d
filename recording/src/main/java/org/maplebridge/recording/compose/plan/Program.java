package org.maplebridge.recording.compose.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.seal.Manifest;

/**
 * All that a viewing copy shows, decided from the manifest alone, so that it comes out the same
 * whenever it is made.
 *
 * @param scenes in order; the first begins at 0
 * @param stages in order, on the recording's time line
 * @param chapters in order, on the copy's time line
 * @param happenings who came and went, and who consented, in order
 */
public record Program(
    CopyTime time,
    List<Scene> scenes,
    List<Stage> stages,
    List<Chapter> chapters,
    List<Happening> happenings) {

  private static final String BEGINNING = "开始";
  private static final Set<String> TOLD =
      Set.of("participant-joined", "participant-left", "consent-given", "consent-withdrawn");

  /** A stage of the sitting's procedure. */
  public record Stage(String title, long fromMs) {}

  /** Somebody did something, on the recording's time line. */
  public record Happening(String what, Optional<String> participantId, long atMs) {}

  public static Program of(Manifest manifest) {
    CopyTime time = new CopyTime(Math.round(manifest.seconds() * 1000), Breaks.of(manifest));
    List<Stage> stages = stages(manifest);
    return new Program(
        time, Scenes.of(manifest), stages, chapters(time, stages), happenings(manifest));
  }

  /** The stage in force at a time of the recording. */
  public Optional<String> stageAt(long recordingMs) {
    return stages.stream()
        .filter(stage -> stage.fromMs() <= recordingMs)
        .reduce((earlier, later) -> later)
        .map(Stage::title);
  }

  /** The scene at a time of the recording. */
  public Scene sceneAt(long recordingMs) {
    return scenes.stream()
        .filter(scene -> scene.fromMs() <= recordingMs)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static List<Stage> stages(Manifest manifest) {
    return manifest.events().stream()
        .filter(event -> event.event().what().equals(TimelineEvent.STAGE))
        .map(
            event ->
                new Stage(
                    event.event().detail().orElse(BEGINNING), Breaks.at(manifest, event.at())))
        .sorted(Comparator.comparingLong(Stage::fromMs))
        .toList();
  }

  private static List<Happening> happenings(Manifest manifest) {
    return manifest.events().stream()
        .filter(event -> TOLD.contains(event.event().what()))
        .map(
            event ->
                new Happening(
                    event.event().what(),
                    event.event().participantId(),
                    Breaks.at(manifest, event.at())))
        .toList();
  }

  /** Each stage and each break is a chapter; after a break its stage goes on in a new one. */
  private static List<Chapter> chapters(CopyTime time, List<Stage> stages) {
    List<Chapter> begun = new ArrayList<>();
    begun.add(new Chapter(BEGINNING, 0, 0));
    for (Stage stage : stages) {
      begun.add(new Chapter(stage.title(), time.toCopy(stage.fromMs()), 0));
    }
    for (Break part : time.breaks()) {
      String after =
          stages.stream()
              .filter(stage -> stage.fromMs() <= part.toMs())
              .reduce((earlier, later) -> later)
              .map(Stage::title)
              .orElse("继续");
      begun.add(new Chapter(part.title(), time.toCopy(part.fromMs()), 0));
      begun.add(new Chapter(after, time.toCopy(part.toMs()), 0));
    }
    begun.sort(Comparator.comparingLong(Chapter::fromMs));
    return closed(begun, time.copyMs());
  }

  private static List<Chapter> closed(List<Chapter> begun, long endMs) {
    List<Chapter> chapters = new ArrayList<>();
    for (int i = 0; i < begun.size(); i++) {
      long to = i + 1 < begun.size() ? begun.get(i + 1).fromMs() : endMs;
      if (to > begun.get(i).fromMs()) {
        chapters.add(new Chapter(begun.get(i).title(), begun.get(i).fromMs(), to));
      }
    }
    return List.copyOf(chapters);
  }
}
