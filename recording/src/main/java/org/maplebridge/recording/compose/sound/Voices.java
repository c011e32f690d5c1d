package org.maplebridge.recording.compose.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.compose.media.Mp4File;
import org.maplebridge.recording.compose.plan.CopyTime;

/** Everybody's microphone along the copy's time line, block by block. Owned by one thread. */
final class Voices implements AutoCloseable {

  private final CopyTime time;
  private final Map<String, List<AudioTrack>> tracks = new LinkedHashMap<>();
  private final float[] voice = new float[Mp4File.AUDIO_FRAME];

  Voices(Path folder, List<RecordedTrack> recorded, CopyTime time) throws IOException {
    this.time = time;
    try {
      for (RecordedTrack track : recorded) {
        if (track.kind().isAudio()) {
          tracks
              .computeIfAbsent(track.participantId(), id -> new ArrayList<>())
              .add(new AudioTrack(folder.resolve(track.file())));
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Hears one block of one voice; the array is used again. */
  interface Ear {
    void hear(String participantId, float[] voice);
  }

  Set<String> people() {
    return tracks.keySet();
  }

  /**
   * Lets everybody's next block be heard, silence on the card of a break.
   *
   * @param first number of its first sample; only ever grows
   */
  void read(long first, Ear ear) throws IOException {
    OptionalLong from = time.soundAt(first, voice.length, AudioTrack.RATE_HZ);
    for (Map.Entry<String, List<AudioTrack>> person : tracks.entrySet()) {
      Arrays.fill(voice, 0);
      if (from.isPresent()) {
        for (AudioTrack track : person.getValue()) {
          track.mix(voice, from.getAsLong(), voice.length);
        }
      }
      ear.hear(person.getKey(), voice);
    }
  }

  /** Samples of the whole copy. */
  long samples() {
    return time.copyMs() * AudioTrack.RATE_HZ / 1000;
  }

  @Override
  public void close() {
    tracks.values().forEach(list -> list.forEach(AudioTrack::close));
  }
}
