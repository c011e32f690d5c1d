package org.maplebridge.recording.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
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

/** The viewing copy of known content, as JavaCV decodes it. */
class ComposerTest {

  @TempDir Path root;

  private final FedRoom room = new FedRoom();

  @Test
  void tilesNamesMixesAndFindsSpeech() throws Exception {
    CompletableFuture<ViewingCopy> composed = new CompletableFuture<>();
    List<Double> progress = new CopyOnWriteArrayList<>();
    try (RecordingService service = Sittings.service(root, room)) {
      RecordingListener listener = listener(composed, progress);
      LiveRecording live = service.start(Sittings.order("r1"), room, listener);
      room.play(
          List.of(
              new Feed(Sittings.MEDIATOR_VOICE, RtpEncoder.tone(440, 2), 0),
              new Feed(Sittings.PARTY_VOICE, RtpEncoder.tone(880, 3), 3)));
      live.note(new TimelineEvent("stage", Optional.empty(), Optional.of("调解协商")));
      room.play(
          List.of(new Feed(Sittings.MEDIATOR_FACE, RtpEncoder.picture(Codec.VP8, 320, 240, 2), 0)));
      live.stop("host-stopped").toCompletableFuture().join();
      service.seal("r1");
      assertEquals(List.of("r1"), service.uncomposed());
      service.compose("r1", listener);
      ViewingCopy copy = composed.get(60, TimeUnit.SECONDS);
      check(copy);
      assertEquals(List.of(), service.uncomposed());
      assertEquals(Optional.of(copy), service.viewingCopy("r1"));
      assertEquals(List.of(), service.verify("r1").problems());
      assertTrue(progress.size() >= 7 && progress.stream().allMatch(p -> p >= 0 && p <= 1));
    }
  }

  private static void check(ViewingCopy copy) throws Exception {
    assertEquals(8, copy.seconds(), 0.2);
    assertEquals(2, copy.chapters());
    Probe probe = Probe.of(copy.file());
    assertEquals(Math.round(copy.seconds() * 25), probe.pictures().size());
    assertEquals(copy.seconds(), probe.soundSeconds(), 0.1);
    assertTrue(probe.share(440, 0.3, 1.7) > 0.9, "the mediator's tone");
    assertTrue(probe.share(880, 3.3, 5.7) > 0.9, "the party's tone");
    assertEquals(2, copy.speech().size());
    assertEquals("p-mediator", copy.speech().get(0).participantId());
    assertEquals(0, copy.speech().get(0).fromSeconds(), 0.15);
    assertEquals(2, copy.speech().get(0).toSeconds(), 0.15);
    assertEquals("p-party", copy.speech().get(1).participantId());
    assertEquals(3, copy.speech().get(1).fromSeconds(), 0.15);
    checkPictures(probe.pictures());
  }

  /** Two tiles side by side: the camera at the left from the sixth second on. */
  private static void checkPictures(List<Picture> pictures) {
    Picture before = pictures.get(50);
    Picture with = pictures.get(175);
    assertEquals(1280, with.width());
    assertEquals(720, with.height());
    assertTrue(before.mean(200, 100, 200, 60) < 60, "no camera yet");
    assertTrue(with.mean(100, 200, 440, 200) > 120, "the camera's bright picture");
    assertTrue(with.mean(740, 100, 440, 60) < 60, "the other camera is off");
    double label = with.mean(200, 640, 240, 30);
    assertTrue(label > 30 && label < 120, "bright letters on a dark ground: " + label);
    boolean clockRuns = false;
    for (int i = 680 * 1280; i < 716 * 1280; i++) {
      clockRuns |= Math.abs((with.gray()[i] & 0xFF) - (before.gray()[i] & 0xFF)) > 40;
    }
    assertTrue(clockRuns, "the clock changes");
  }

  private static RecordingListener listener(
      CompletableFuture<ViewingCopy> composed, List<Double> progress) {
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
