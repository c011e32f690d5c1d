package org.maplebridge.recording.compose.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.seal.Manifest;
import org.maplebridge.recording.store.Json;

/** What the copy of a hearing shows, decided from its manifest. */
class ProgramTest {

  private static final Instant START = Instant.parse("2026-04-16T01:30:00Z");

  private final List<RecordedTrack> tracks = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Manifest.Event> events = new ArrayList<>();

  @Test
  void stagesAndPausesAreChapters() {
    event(0, TimelineEvent.STAGE, "宣布开庭");
    event(60, TimelineEvent.STAGE, "法庭调查");
    event(100, "recording-paused", "recess");
    gaps.add(new Gap(at(100), at(700), Gap.Cause.STOPPED, 0));
    event(800, TimelineEvent.STAGE, "法庭辩论");
    Program program = program(900);
    assertEquals(
        List.of("宣布开庭 0", "法庭调查 60", "录制暂停　休庭 100", "法庭调查 104", "法庭辩论 204"),
        program.chapters().stream().map(c -> c.title() + " " + c.fromMs() / 1000).toList());
    assertEquals(304_000, program.time().copyMs());
    assertEquals(Optional.of("法庭调查"), program.stageAt(750_000));
  }

  @Test
  void aCaucusWeighsMoreThanThePauseInIt() {
    event(10, TimelineEvent.CAUCUS_BEGUN, "m");
    gaps.add(new Gap(at(11), at(50), Gap.Cause.STOPPED, 0));
    event(40, TimelineEvent.CAUCUS_ENDED, "m");
    assertEquals(
        List.of(new Break(Break.Kind.CAUCUS, 10_000, 50_000, "")), program(60).time().breaks());
  }

  @Test
  void aCaucusNobodyEndedLastsToTheEnd() {
    event(10, TimelineEvent.CAUCUS_BEGUN, "m");
    event(20, TimelineEvent.CAUCUS_ENDED, "somebody else, who left it");
    assertEquals(
        List.of(new Break(Break.Kind.CAUCUS, 10_000, 60_000, "")), program(60).time().breaks());
  }

  @Test
  void whoIsBackSoonKeepsTheirPlaceAndWhoStaysAwayDoesNot() {
    track("judge", 0, 300);
    track("plaintiff", 2, 50);
    track("plaintiff", 70, 300);
    track("defendant", 0, 100);
    track("defendant", 200, 299);
    assertEquals(
        List.of(
            "0 judge plaintiff defendant", "100 judge plaintiff", "200 judge plaintiff defendant"),
        program(300).scenes().stream()
            .filter(scene -> !scene.tiles().isEmpty())
            .map(ProgramTest::told)
            .toList());
  }

  private static String told(Scene scene) {
    StringBuilder told = new StringBuilder().append(scene.fromMs() / 1000);
    scene.tiles().forEach(tile -> told.append(' ').append(tile.subject().participantId()));
    return told.toString();
  }

  private void event(long second, String what, String detail) {
    events.add(
        new Manifest.Event(
            at(second), new TimelineEvent(what, Optional.empty(), Optional.of(detail))));
  }

  private void track(String person, long from, long to) {
    tracks.add(
        new RecordedTrack(
            "tracks/" + tracks.size() + ".mkv",
            "s" + tracks.size(),
            person,
            SourceKind.CAMERA,
            Codec.VP8,
            at(from),
            from,
            to - from,
            1,
            "",
            1,
            0,
            List.of()));
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private Program program(long seconds) {
    RecordingOrder order =
        new RecordingOrder(
            "r",
            "s",
            "NJ-20240416-000123-4",
            "（2024）川0503民初123号",
            "民间借贷纠纷",
            "HEARING",
            List.of(
                new RecordingOrder.Person("judge", "王某", "JUDGE", "审判员"),
                new RecordingOrder.Person("plaintiff", "李某", "PLAINTIFF", "原告"),
                new RecordingOrder.Person("defendant", "张某", "DEFENDANT", "被告")));
    Map<String, Object> manifest = new HashMap<>();
    manifest.put("format", Manifest.FORMAT);
    manifest.put("order", order);
    manifest.put("startedAt", START);
    manifest.put("endedAt", at(seconds));
    manifest.put("seconds", seconds);
    manifest.put("interrupted", false);
    manifest.put("tracks", tracks);
    manifest.put("gaps", gaps);
    manifest.put("events", events);
    manifest.put("files", List.of());
    manifest.put("ledgerLines", 0);
    manifest.put("ledgerHead", "");
    // What this test does not speak of may be missing.
    ObjectMapper lenient =
        Json.LINE.copy().disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    return Program.of(lenient.convertValue(manifest, Manifest.class));
  }
}
