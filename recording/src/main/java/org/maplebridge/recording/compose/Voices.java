package org.maplebridge.recording.compose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.ViewingCopy.Speech;

/** All microphones mixed to one, and who spoke when. Owned by one thread. */
final class Voices implements AutoCloseable {

  private final Map<String, List<AudioTrack>> tracks = new LinkedHashMap<>();
  private final Map<String, SpeechWatch> speech = new LinkedHashMap<>();
  private final float[] mix = new float[Mp4File.AUDIO_FRAME];
  private final float[] voice = new float[Mp4File.AUDIO_FRAME];
  private float gain = 1;

  void add(Path folder, RecordedTrack track) throws IOException {
    tracks
        .computeIfAbsent(track.participantId(), id -> new ArrayList<>())
        .add(new AudioTrack(folder.resolve(track.file())));
    speech.computeIfAbsent(track.participantId(), SpeechWatch::new);
  }

  /** The next {@link Mp4File#AUDIO_FRAME} samples; the array is used again by the next call. */
  float[] next(long first) throws IOException {
    Arrays.fill(mix, 0);
    for (Map.Entry<String, SpeechWatch> entry : speech.entrySet()) {
      Arrays.fill(voice, 0);
      for (AudioTrack track : tracks.getOrDefault(entry.getKey(), List.of())) {
        track.mix(voice, first, voice.length);
      }
      entry.getValue().add(voice, voice.length);
      for (int i = 0; i < mix.length; i++) {
        mix[i] += voice[i];
      }
    }
    limit();
    return mix;
  }

  /** Turns down at once when voices together are too loud, and up again slowly. */
  private void limit() {
    float peak = 0;
    for (float sample : mix) {
      peak = Math.max(peak, Math.abs(sample));
    }
    float wanted = peak > 0.98f ? 0.98f / peak : 1;
    gain = wanted < gain ? wanted : gain + (wanted - gain) * 0.05f;
    for (int i = 0; i < mix.length; i++) {
      mix[i] = Math.clamp(mix[i] * gain, -1, 1);
    }
  }

  /** All speech found, in order of its beginning. */
  List<Speech> speech() {
    return speech.values().stream()
        .flatMap(watch -> watch.end().stream())
        .sorted(Comparator.comparingDouble(Speech::fromSeconds))
        .toList();
  }

  @Override
  public void close() {
    tracks.values().forEach(list -> list.forEach(AudioTrack::close));
  }
}
