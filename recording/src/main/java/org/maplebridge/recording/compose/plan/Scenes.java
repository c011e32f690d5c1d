package org.maplebridge.recording.compose.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.seal.Manifest;

/** When somebody comes or goes, or a screen is shown, the layout changes. Pure. */
final class Scenes {

  /** Who is back this soon never left: a lost connection must not make everybody jump. */
  private static final long PERSON_AWAY_MS = 30_000;

  private static final long SCREEN_AWAY_MS = 3_000;

  /** Who comes this soon after the start was there from the start. */
  private static final long ARRIVAL_MS = 3_000;

  private static final String STRANGER = "与会者";

  private Scenes() {}

  static List<Scene> of(Manifest manifest) {
    List<Presence> presences = presences(manifest);
    TreeSet<Long> changes = new TreeSet<>(List.of(0L));
    for (Presence presence : presences) {
      for (Span span : presence.spans()) {
        changes.add(span.fromMs());
        changes.add(span.toMs());
      }
    }
    List<Scene> scenes = new ArrayList<>();
    for (long change : changes) {
      List<Subject> present =
          presences.stream().filter(p -> p.at(change)).map(Presence::subject).toList();
      List<Scene.Tile> tiles = Layout.of(manifest.order().kind(), present);
      if (scenes.isEmpty() || !scenes.getLast().tiles().equals(tiles)) {
        scenes.add(new Scene(change, tiles));
      }
    }
    return List.copyOf(scenes);
  }

  private static List<Presence> presences(Manifest manifest) {
    long end = Math.round(manifest.seconds() * 1000);
    Map<String, RecordingOrder.Person> people = people(manifest);
    List<Presence> presences = new ArrayList<>();
    for (RecordingOrder.Person person : people.values()) {
      List<RecordedTrack> all = tracks(manifest, person.participantId());
      List<RecordedTrack> camera =
          all.stream().filter(track -> track.kind() == SourceKind.CAMERA).toList();
      List<RecordedTrack> screen =
          all.stream().filter(track -> track.kind() == SourceKind.SCREEN).toList();
      List<RecordedTrack> self =
          all.stream().filter(track -> track.kind() != SourceKind.SCREEN).toList();
      presences.add(
          new Presence(
              subject(Subject.Kind.PERSON, person, label(person), camera),
              spans(self, PERSON_AWAY_MS, end)));
      presences.add(
          new Presence(
              subject(Subject.Kind.SCREEN, person, person.name() + " 共享的屏幕", screen),
              spans(screen, SCREEN_AWAY_MS, end)));
    }
    return presences;
  }

  /** Everybody ordered, and whoever was recorded without being in the order. */
  private static Map<String, RecordingOrder.Person> people(Manifest manifest) {
    Map<String, RecordingOrder.Person> people = new LinkedHashMap<>();
    manifest.order().people().forEach(person -> people.put(person.participantId(), person));
    for (RecordedTrack track : manifest.tracks()) {
      people.computeIfAbsent(
          track.participantId(), id -> new RecordingOrder.Person(id, STRANGER, "", ""));
    }
    return people;
  }

  private static String label(RecordingOrder.Person person) {
    return person.roleLabel().isEmpty() ? person.name() : person.roleLabel() + "　" + person.name();
  }

  private static Subject subject(
      Subject.Kind kind, RecordingOrder.Person person, String label, List<RecordedTrack> tracks) {
    return new Subject(kind, person.participantId(), person.name(), person.role(), label, tracks);
  }

  private static List<RecordedTrack> tracks(Manifest manifest, String participantId) {
    return manifest.tracks().stream()
        .filter(track -> track.participantId().equals(participantId))
        .sorted((a, b) -> Double.compare(a.startSeconds(), b.startSeconds()))
        .toList();
  }

  private static List<Span> spans(List<RecordedTrack> tracks, long awayMs, long end) {
    List<Span> spans = new ArrayList<>();
    for (RecordedTrack track : tracks) {
      long from = Math.round(track.startSeconds() * 1000);
      long to = Math.round((track.startSeconds() + track.seconds()) * 1000);
      Span span = new Span(from < ARRIVAL_MS ? 0 : from, end - to < ARRIVAL_MS ? end : to);
      Optional<Span> last = spans.isEmpty() ? Optional.empty() : Optional.of(spans.getLast());
      if (last.isPresent() && span.fromMs() - last.get().toMs() <= awayMs) {
        spans.set(
            spans.size() - 1,
            new Span(last.get().fromMs(), Math.max(last.get().toMs(), span.toMs())));
      } else {
        spans.add(span);
      }
    }
    return List.copyOf(spans);
  }

  private record Span(long fromMs, long toMs) {}

  private record Presence(Subject subject, List<Span> spans) {
    boolean at(long ms) {
      return spans.stream().anyMatch(span -> span.fromMs() <= ms && ms < span.toMs());
    }
  }
}
