package org.maplebridge.recording.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.media.FedRoom.Feed;
import org.maplebridge.recording.media.Probe;
import org.maplebridge.recording.media.Probe.Picture;
import org.maplebridge.recording.media.RtpEncoder;
import org.maplebridge.recording.store.Json;

/** The viewing copy of known content, as JavaCV decodes it. */
class ComposerTest {

  private static final String ID = "r1";

  @TempDir Path root;

  private final FedRoom room = new FedRoom();
  private final List<Double> progress = new CopyOnWriteArrayList<>();

  @Test
  void tilesNamesMixesAndFindsSpeech() throws Exception {
    try (RecordingService service = Sittings.service(root, room)) {
      LiveRecording live = service.start(Sittings.order(ID), room, fault -> {});
      playTwoVoices();
      note(live, new TimelineEvent(TimelineEvent.STAGE, Optional.empty(), Optional.of("调解协商")));
      playMediatorsFace(2);
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal(ID);
      assertEquals(List.of(ID), service.uncomposed());
      ViewingCopy copy = composed(service, false);
      check(copy);
      assertEquals(List.of(), service.uncomposed());
      assertEquals(Optional.of(copy), service.viewingCopy(ID));
      assertEquals(List.of(), service.verify(ID).problems());
      assertTrue(progress.size() >= 7 && progress.stream().allMatch(p -> p >= 0 && p <= 1));
      assertEquals(copy, composed(service, true), "made again, it is the same to the last byte");
      assertEquals(List.of(), service.verify(ID).problems());
      checkParticipant(service);
    }
  }

  private void playTwoVoices() throws Exception {
    room.play(
        List.of(
            new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 2), 0),
            new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(880, 3), 3)));
  }

  private void playMediatorsFace(int seconds) throws Exception {
    room.play(
        List.of(
            new Feed(Sittings.MEDIATOR_FACE, RtpEncoder.picture(Codec.VP8, 320, 180, seconds), 0)));
  }

  /** The ledger has the event before the room's clock goes on. */
  private void note(LiveRecording live, TimelineEvent event) throws Exception {
    Path ledger = root.resolve(ID).resolve("ledger.jsonl");
    long before = Files.size(ledger);
    live.note(event);
    while (!Files.readString(ledger).substring((int) before).contains(event.what())) {
      Thread.onSpinWait();
    }
  }

  private static void check(ViewingCopy copy) throws Exception {
    assertEquals(8, copy.seconds(), 0.2);
    assertEquals(List.of("开始", "调解协商"), copy.chapters().stream().map(c -> c.title()).toList());
    assertEquals(6, copy.chapters().get(1).fromSeconds(), 0.2);
    assertEquals(copy.chapters(), ffprobedChapters(copy.file()), "as every player reads them");
    Probe probe = Probe.of(copy.file());
    assertEquals(Math.round(copy.seconds() * 25), probe.pictures().size());
    assertEquals(copy.seconds(), probe.soundSeconds(), 0.1);
    assertTrue(probe.share(440, 0.3, 1.7) > 0.9, "the mediator's tone");
    assertTrue(probe.share(880, 3.3, 5.7) > 0.9, "the party's tone");
    assertEquals(-23, probe.lufs(), 0.5);
    assertEquals(2, copy.speech().size());
    assertEquals("p-mediator", copy.speech().get(0).participantId());
    assertEquals(0, copy.speech().get(0).fromSeconds(), 0.15);
    assertEquals(2, copy.speech().get(0).toSeconds(), 0.15);
    assertEquals("p-party", copy.speech().get(1).participantId());
    assertEquals(3, copy.speech().get(1).fromSeconds(), 0.15);
    assertEquals(2, copy.thumbnails().count());
    assertEquals(320, ImageIO.read(copy.thumbnailSheet().toFile()).getWidth());
    checkPictures(probe.pictures());
  }

  private static List<ViewingCopy.Chapter> ffprobedChapters(Path file) throws Exception {
    Process ffprobe =
        new ProcessBuilder(
                "ffprobe", "-v", "error", "-show_chapters", "-of", "json", file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode said = Json.LINE.readTree(ffprobe.getInputStream().readAllBytes());
    assertEquals(0, ffprobe.waitFor());
    List<ViewingCopy.Chapter> chapters = new ArrayList<>();
    for (JsonNode chapter : said.path("chapters")) {
      chapters.add(
          new ViewingCopy.Chapter(
              chapter.path("tags").path("title").asText(),
              chapter.path("start_time").asDouble(),
              chapter.path("end_time").asDouble()));
    }
    return chapters;
  }

  /** Two tiles side by side: the camera at the left from the sixth second on. */
  private static void checkPictures(List<Picture> pictures) {
    Picture before = pictures.get(62);
    Picture with = pictures.get(175);
    assertEquals(1280, with.width());
    assertEquals(720, with.height());
    assertTrue(before.mean(200, 180, 200, 60) < 60, "no camera yet");
    assertTrue(with.mean(100, 220, 440, 200) > 120, "the camera's bright picture");
    assertTrue(with.mean(740, 180, 440, 60) < 60, "the other camera is off");
    double label = with.mean(240, 500, 160, 20);
    assertTrue(label > 30 && label < 120, "bright letters on a dark ground: " + label);
    assertTrue(differs(with, before, 1000, 684, 270, 32), "the clock runs");
    assertTrue(differs(with, before, 640, 684, 320, 32), "the stage is named");
    assertTrue(pictures.get(25).mean(12, 200, 4, 200) > 100, "a frame around who speaks");
    assertTrue(before.mean(12, 200, 4, 200) < 60, "and none in the silence after");
  }

  private static boolean differs(Picture a, Picture b, int x, int y, int width, int height) {
    for (int row = y; row < y + height; row++) {
      for (int at = row * a.width() + x; at < row * a.width() + x + width; at++) {
        if (Math.abs((a.gray()[at] & 0xFF) - (b.gray()[at] & 0xFF)) > 40) {
          return true;
        }
      }
    }
    return false;
  }

  /** One person's file has their voice and their picture at the copy's times. */
  private static void checkParticipant(RecordingService service) throws Exception {
    Probe probe = Probe.of(service.participantView(ID, "p-mediator").orElseThrow());
    assertTrue(probe.share(440, 0.3, 1.7) > 0.9, "the mediator's tone");
    assertEquals(6, probe.pictures().getFirst().seconds(), 0.2);
    assertEquals(320, probe.pictures().getFirst().width());
    assertEquals(Optional.empty(), service.participantView(ID, "p-silent"));
  }

  @Test
  void aCaucusIsLeftOutOfEverything() throws Exception {
    try (RecordingService service = Sittings.service(root, room)) {
      LiveRecording live = service.start(Sittings.order(ID), room, fault -> {});
      playTwoVoices();
      note(live, TimelineEvent.of(TimelineEvent.CAUCUS_BEGUN, "p-mediator"));
      room.play(List.of(new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(1_700, 8), 0)));
      note(live, TimelineEvent.of(TimelineEvent.CAUCUS_ENDED, "p-mediator"));
      playMediatorsFace(2);
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal(ID);
      ViewingCopy copy = composed(service, false);
      assertEquals(6 + 4 + 2, copy.seconds(), 0.3);
      assertEquals(
          List.of("开始", "背对背沟通", "继续"), copy.chapters().stream().map(c -> c.title()).toList());
      assertEquals("CAUCUS", copy.breaks().getFirst().kind());
      Probe probe = Probe.of(copy.file());
      assertTrue(probe.share(1_700, 0, copy.seconds()) < 0.001, "not a tone of it is heard");
      assertEquals(2, copy.speech().size(), "nobody is said to have spoken in it");
      Probe single = Probe.of(service.participantView(ID, "p-mediator").orElseThrow());
      assertTrue(single.share(1_700, 0, single.soundSeconds()) < 0.001, "nor by oneself");
    }
  }

  @Test
  void changedOriginalsAreNotComposed() throws Exception {
    try (RecordingService service = Sittings.service(root, room)) {
      LiveRecording live = service.start(Sittings.order(ID), room, fault -> {});
      playTwoVoices();
      live.stop("host-stopped").toCompletableFuture().join();
      String file = service.seal(ID).tracks().getFirst().file();
      Path track = root.resolve(ID).resolve(file);
      assertTrue(track.toFile().setWritable(true));
      try (RandomAccessFile bytes = new RandomAccessFile(track.toFile(), "rw")) {
        bytes.seek(bytes.length() / 2);
        bytes.write(bytes.read() ^ 1);
      }
      ExecutionException failure =
          assertThrows(ExecutionException.class, () -> composed(service, false));
      assertTrue(String.valueOf(failure.getMessage()).contains(file), failure.getMessage());
      assertEquals(Optional.empty(), service.viewingCopy(ID));
    }
  }

  private ViewingCopy composed(RecordingService service, boolean again) throws Exception {
    CompletableFuture<ViewingCopy> composed = new CompletableFuture<>();
    if (again) {
      service.recompose(ID, listener(composed));
    } else {
      service.compose(ID, listener(composed));
    }
    return composed.get(180, TimeUnit.SECONDS);
  }

  private RecordingListener listener(CompletableFuture<ViewingCopy> composed) {
    return new RecordingListener() {
      @Override
      public void onFault(String sentence) {
        composed.completeExceptionally(new IllegalStateException(sentence));
      }

      @Override
      public void onComposeProgress(double ratio) {
        progress.add(ratio);
      }

      @Override
      public void onComposed(ViewingCopy copy) {
        composed.complete(copy);
      }

      @Override
      public void onComposeFailed(String reason) {
        composed.completeExceptionally(new IllegalStateException(reason));
      }
    };
  }
}
