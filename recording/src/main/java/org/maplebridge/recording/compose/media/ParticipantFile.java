package org.maplebridge.recording.compose.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.compose.plan.CopyTime;

/** One participant's microphone and camera in one file, on the time line of the viewing copy. */
public final class ParticipantFile {

  private ParticipantFile() {}

  /** How a browser must be told to read it. */
  public enum Container {
    WEBM("webm"),
    MP4("mp4");

    private final String muxer;

    Container(String muxer) {
      this.muxer = muxer;
    }

    public String extension() {
      return muxer;
    }
  }

  /** VP8 belongs into WebM, H.264 into MP4. */
  public static Container containerOf(List<RecordedTrack> tracks) {
    boolean h264 =
        cameras(tracks).stream().findFirst().filter(t -> t.codec() == Codec.H264).isPresent();
    return h264 ? Container.MP4 : Container.WEBM;
  }

  /**
   * Writes it from the originals, frame by frame as they were sent.
   *
   * @param tracks of the participant, in the order of their beginning
   */
  public static void write(Path file, Path folder, List<RecordedTrack> tracks, CopyTime time)
      throws IOException {
    List<TrackLine> lines = new ArrayList<>();
    try {
      for (List<RecordedTrack> line : List.of(microphones(tracks), cameras(tracks))) {
        if (!line.isEmpty()) {
          lines.add(new TrackLine(line.stream().map(t -> folder.resolve(t.file())).toList(), time));
        }
      }
      StreamCopy.write(file, containerOf(tracks).extension(), lines);
    } finally {
      lines.forEach(TrackLine::close);
    }
  }

  private static List<RecordedTrack> microphones(List<RecordedTrack> tracks) {
    return tracks.stream().filter(track -> track.kind().isAudio()).toList();
  }

  /** Of one codec: a stream of a file cannot change it. */
  private static List<RecordedTrack> cameras(List<RecordedTrack> tracks) {
    List<RecordedTrack> cameras =
        tracks.stream().filter(track -> track.kind() == SourceKind.CAMERA).toList();
    return cameras.stream().filter(t -> t.codec() == cameras.getFirst().codec()).toList();
  }
}
