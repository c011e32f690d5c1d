package org.maplebridge.recording.compose.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.ViewingCopy.Speech;
import org.maplebridge.recording.compose.media.Mp4File;
import org.maplebridge.recording.compose.plan.CopyTime;

/**
 * How loud everything is to be made, found by listening to the whole recording before it is mixed:
 * each voice by itself, so that a soft one is understood beside a loud one, then all together (EBU
 * R 128: −23 LUFS).
 *
 * @param voices gain of each participant's voice
 * @param mix gain of all voices together
 * @param speech who spoke when, in seconds of the copy, in order of its beginning
 */
public record Levels(Map<String, Float> voices, float mix, List<Speech> speech) {

  private static final double TARGET_LUFS = -23;

  /** What is softer is a room, not a voice, and stays as it is. */
  private static final double FAINTEST_VOICE_LUFS = -55;

  private static final double MOST_DB = 20;

  public Levels {
    voices = Map.copyOf(voices);
    speech = List.copyOf(speech);
  }

  /**
   * Listens to the recording twice.
   *
   * @throws InterruptedException when the thread is asked to give up
   */
  public static Levels of(Path folder, List<RecordedTrack> tracks, CopyTime time)
      throws IOException, InterruptedException {
    Levels voices;
    try (Voices all = new Voices(folder, tracks, time)) {
      voices = ofVoices(all);
    }
    Loudness loudness = new Loudness();
    try (Mix mix = new Mix(folder, tracks, time, voices)) {
      for (long first = 0; first < mix.samples(); first += Mp4File.AUDIO_FRAME) {
        giveUpIfAsked();
        loudness.add(mix.next(first));
      }
    }
    return new Levels(voices.voices, gain(loudness), voices.speech);
  }

  private static Levels ofVoices(Voices all) throws IOException, InterruptedException {
    Map<String, Hearing> hearings = new LinkedHashMap<>();
    for (long first = 0; first < all.samples(); first += Mp4File.AUDIO_FRAME) {
      giveUpIfAsked();
      all.read(
          first, (person, voice) -> hearings.computeIfAbsent(person, Hearing::new).hear(voice));
    }
    Map<String, Float> gains = new HashMap<>();
    List<Speech> speech = new ArrayList<>();
    for (Map.Entry<String, Hearing> heard : hearings.entrySet()) {
      gains.put(heard.getKey(), gain(heard.getValue().loudness));
      speech.addAll(heard.getValue().speech.end());
    }
    speech.sort(Comparator.comparingDouble(Speech::fromSeconds));
    return new Levels(gains, 1, speech);
  }

  private static float gain(Loudness loudness) {
    double measured = loudness.integrated();
    if (measured < FAINTEST_VOICE_LUFS) {
      return 1;
    }
    double decibels = Math.clamp(TARGET_LUFS - measured, -MOST_DB, MOST_DB);
    return (float) Math.pow(10, decibels / 20);
  }

  private static void giveUpIfAsked() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("composition given up");
    }
  }

  /** What is learnt of one voice. */
  private static final class Hearing {
    private final Loudness loudness = new Loudness();
    private final SpeechWatch speech;

    Hearing(String participantId) {
      speech = new SpeechWatch(participantId);
    }

    void hear(float[] voice) {
      loudness.add(voice);
      speech.add(voice, voice.length);
    }
  }
}
