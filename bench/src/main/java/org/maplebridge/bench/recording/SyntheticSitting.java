package org.maplebridge.bench.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.RecordingOrder;

/** A recorded sitting in which everybody has a busy 720p camera and speaks. */
final class SyntheticSitting {
  private static final String ID = "bench";
  private static final List<String> LABELS = List.of("调解员", "申请人", "被申请人", "专家");

  private final FedRoom room;
  private final Recorder recorder;
  private final int participants;
  private final int seconds;
  private double writerMicros;

  SyntheticSitting(FedRoom room, Recorder recorder, int participants, int seconds) {
    this.room = room;
    this.recorder = recorder;
    this.participants = participants;
    this.seconds = seconds;
  }

  /** Records and seals; the id of the recording. */
  String record() throws IOException, InterruptedException {
    return record(() -> 0);
  }

  /** CPU time of the recorder while it took what was played. */
  double writerMicros() {
    return writerMicros;
  }

  /** Bytes of the tracks. */
  long bytes() {
    return recorder.sealed(ID).orElseThrow().tracks().stream()
        .mapToLong(RecordedTrack::bytes)
        .sum();
  }

  /**
   * As {@link #record()}.
   *
   * @param writerClock CPU time of the recorder so far, in microseconds
   */
  String record(DoubleSupplier writerClock) throws IOException, InterruptedException {
    Path encoded = Files.createTempFile("maple-bench", ".mkv");
    try {
      EncodedMedia media = EncodedMedia.encode(encoded, seconds);
      LiveRecording live = recorder.start(order(), room, fault -> {});
      double before = writerClock.getAsDouble();
      room.play(feeds(media));
      writerMicros = writerClock.getAsDouble() - before;
      live.stop("host-stopped").toCompletableFuture().join();
      if (recorder.seal(ID).interrupted()) {
        throw new IllegalStateException("the recorder lost packets: there is nothing to measure");
      }
      return ID;
    } finally {
      Files.delete(encoded);
    }
  }

  private List<FedRoom.Feed> feeds(EncodedMedia media) {
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

  private RecordingOrder order() {
    List<RecordingOrder.Person> people = new ArrayList<>();
    for (int i = 0; i < participants; i++) {
      people.add(
          new RecordingOrder.Person(
              "p" + i, "与会者" + (i + 1), "APPLICANT", LABELS.get(i % LABELS.size())));
    }
    return new RecordingOrder(
        ID, "sitting", "NJ-20240416-000123-4", "（2024）纳安人调字第12号", "测量用场次", "MEDIATION", people);
  }
}
