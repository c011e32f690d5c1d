package org.maplebridge.bench.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.SealedRecording;

/** A sitting to be recorded, in which everybody has a busy 720p camera and speaks. */
record SyntheticSitting(EncodedMedia media, int participants) {
  private static final List<String> LABELS = List.of("调解员", "申请人", "被申请人", "专家");

  static SyntheticSitting of(int participants, int seconds) throws IOException {
    Path encoded = Files.createTempFile("maple-bench", ".mkv");
    try {
      return new SyntheticSitting(EncodedMedia.encode(encoded, seconds), participants);
    } finally {
      Files.delete(encoded);
    }
  }

  /**
   * Records it once, without sealing it.
   *
   * @param written called when everything is written and the recorder still runs
   */
  void record(String id, FedRoom room, Recorder recorder, Runnable written)
      throws InterruptedException {
    LiveRecording live = recorder.start(order(id), room, fault -> {});
    room.play(feeds());
    written.run();
    live.stop("host-stopped").toCompletableFuture().join();
  }

  /** Seals what was recorded. */
  static SealedRecording sealed(String id, Recorder recorder) {
    SealedRecording sealed = recorder.seal(id);
    if (sealed.interrupted()) {
      throw new IllegalStateException("the recorder lost packets: there is nothing to measure");
    }
    return sealed;
  }

  private List<FedRoom.Feed> feeds() {
    List<FedRoom.Feed> feeds = new ArrayList<>();
    for (int i = 0; i < participants; i++) {
      String person = "p" + i;
      feeds.add(
          new FedRoom.Feed(
              new SourceInfo("voice" + i, person, SourceKind.MICROPHONE, Codec.OPUS),
              media.sound()));
      feeds.add(
          new FedRoom.Feed(
              new SourceInfo("face" + i, person, SourceKind.CAMERA, Codec.VP8), media.picture()));
    }
    return feeds;
  }

  private RecordingOrder order(String id) {
    List<RecordingOrder.Person> people = new ArrayList<>();
    for (int i = 0; i < participants; i++) {
      people.add(
          new RecordingOrder.Person(
              "p" + i, "与会者" + (i + 1), "APPLICANT", LABELS.get(i % LABELS.size())));
    }
    return new RecordingOrder(
        id, "sitting", "NJ-20240416-000123-4", "（2024）纳安人调字第12号", "测量用场次", "MEDIATION", people);
  }
}
